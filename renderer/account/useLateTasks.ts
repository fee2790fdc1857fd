import { useCallback, useEffect, useState } from 'react';
import { concerns, useCardsChange } from '../state/cardsChange.ts';
import { MINUTE } from '../state/now.ts';

/** How many of the agent's tasks are late, by the account's clocks; null until known. */
export function useLateTasks(): number | null {
  const [late, setLate] = useState<number | null>(null);
  const read = useCallback((): void => {
    void window.api.tasks.counts().then((answer) => {
      if (answer.ok) setLate(answer.value.overdue);
    });
  }, []);
  useEffect(() => {
    read();
    // A task gets late by time alone.
    const timer = setInterval(read, MINUTE);
    return () => clearInterval(timer);
  }, [read]);
  useCardsChange((changed) => concerns(changed, 'tasks'), read);
  return late;
}
