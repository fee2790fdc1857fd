import { useCallback, useEffect, useState } from 'react';
import type { Call, NumberOwner } from '../../../preload/contract.ts';
import { concerns, useCardsChange } from '../../state/cardsChange.ts';

/** A contact or company that certainly has a number. */
export type KnownCaller = NumberOwner;

/** Who is told by a number does not change while a list is looked at, but when rows do; asked for what is shown only. */
type Owners = ReadonlyMap<string, KnownCaller | null>;

/** As many as are asked for at once: more than a screen has rows. */
const MOST = 100;

/**
 * Whose numbers the calls on the screen are, for their faces and companies: lists are shown without waiting for it. Answers null
 * while that is not known, and for numbers of nobody or of several.
 */
export function useCallers(shown: readonly Call[]): (call: Call) => KnownCaller | null {
  const [owners, setOwners] = useState<Owners>(new Map());
  const missing = shown
    .map(({ number }) => number.raw)
    .filter((number) => number !== '' && !owners.has(number))
    .slice(0, MOST);
  const wanted = [...new Set(missing)].join('\n');
  useEffect(() => {
    if (wanted === '') return;
    const numbers = wanted.split('\n');
    void window.api.calls.owners({ numbers }).then((answer) => {
      if (!answer.ok) return;
      const found = answer.value.map((owner, index) => [numbers[index] ?? '', owner] as const);
      setOwners((known) => new Map([...known, ...found]));
    });
  }, [wanted]);
  useCardsChange(
    (changed) => concerns(changed, 'contacts', 'companies'),
    () => setOwners(new Map()),
  );
  return useCallback(({ number }) => owners.get(number.raw) ?? null, [owners]);
}
