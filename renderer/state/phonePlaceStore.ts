import { useEffect, useState } from 'react';
import type { PhonePlace } from '../../preload/contract.ts';

/** The ring is painted by then: where the number is fills its own room afterwards. */
const AFTER_PAINT_MS = 100;
const MOST_KEPT = 100;

const known = new Map<string, PhonePlace | null>();

/** Where a number is; null while that is not known, and for what is no number in its international form. */
export function usePhonePlace(e164: string | null): PhonePlace | null {
  const [, setAnswered] = useState<string | null>(null);
  useEffect(() => {
    if (e164 === null || known.has(e164)) return undefined;
    let isGone = false;
    const timer = setTimeout(() => {
      void window.api.phonePlaces.get({ e164 }).then((answer) => {
        if (!answer.ok) return;
        if (known.size >= MOST_KEPT) known.clear();
        known.set(e164, answer.value.place);
        if (!isGone) setAnswered(e164);
      });
    }, AFTER_PAINT_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [e164]);
  return e164 === null ? null : (known.get(e164) ?? null);
}
