import { useEffect } from 'react';
import type { Navigate } from './useNavigation.ts';

/** Opens the card that a notification of the system leads to: now, or when its click opened this window. */
export function useArrival(navigate: Navigate): void {
  useEffect(() => {
    const arrive = (): void => {
      void window.api.webhooks.takeCard().then((answer) => {
        if (answer.ok && answer.value.card !== null) navigate.open(answer.value.card);
      });
    };
    arrive();
    return window.api.on('arrival', arrive);
  }, [navigate]);
}
