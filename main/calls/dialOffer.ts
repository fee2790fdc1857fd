import type { DialVia, Offer } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { fail } from '../result.ts';
import type { Result } from '../result.ts';
import type { FoundCaller } from './callerLookup.ts';
import type { DialFailure } from './sources/source.ts';

/**
 * A number that a link or a selected text named. It is shown with whose it is, and one key dials it: a web page must not
 * be able to make calls. Only where the agent wants it so is it dialled at once; a short number (an emergency, a
 * service of the exchange) never is.
 */
export interface DialOffers {
  current(): Offer | null;
  /** Shows a number, or dials it at once. The one before it goes. */
  offer(number: string): void;
  /** Dials the offer there is; nothing when there is none. `id` null: whichever. */
  dial(id: string | null): Promise<Result<DialVia, DialFailure>>;
  dismiss(id: string): void;
}

interface OfferDeps {
  /** Whose number it is; null without any account. */
  readonly find: (number: string) => FoundCaller | null;
  readonly accountOf: (key: string) => { readonly name: string; readonly colour: string } | null;
  readonly dial: (number: string) => Promise<Result<DialVia, DialFailure>>;
  readonly atOnce: () => boolean;
  readonly shortcut: () => string | null;
  readonly surface: {
    /** After every change. */
    tell(offer: Offer | null): void;
    show(): void;
    /** Hides the pop unless a call is on it. */
    leave(): void;
  };
  readonly clock: Clock;
  readonly newId: () => string;
}

/** An offer nobody takes is forgotten: the key must not dial what was selected long ago. */
const LIFETIME_MS = 60_000;

export function createDialOffers(deps: OfferDeps): DialOffers {
  let held: { readonly offer: Offer; readonly number: string } | null = null;
  let cancelEnd: (() => void) | null = null;
  let isDialling = false;

  function become(next: typeof held): void {
    held = next;
    cancelEnd?.();
    cancelEnd = next === null ? null : deps.clock.schedule(LIFETIME_MS, leave);
    deps.surface.tell(next?.offer ?? null);
  }
  function leave(): void {
    if (held === null) return;
    become(null);
    deps.surface.leave();
  }
  async function dial(id: string | null): Promise<Result<DialVia, DialFailure>> {
    const dialled = held;
    // A held key, or two presses, are one call.
    if (dialled === null || isDialling || (id !== null && dialled.offer.id !== id)) return fail('badNumber');
    isDialling = true;
    const done = await deps.dial(dialled.number).finally(() => (isDialling = false));
    if (held?.offer.id !== dialled.offer.id) return done;
    // What is dialled is a call at once, and stands on the pop as one.
    if (done.ok) leave();
    else {
      become({ ...dialled, offer: { ...dialled.offer, failure: done.error } });
      deps.surface.show();
    }
    return done;
  }

  return {
    current: () => held?.offer ?? null,
    offer(number) {
      const found = deps.find(number);
      const isPlain = found?.number.kind === 'external';
      become({
        number,
        offer: {
          id: deps.newId(),
          number: { display: found?.number.display ?? number, e164: found?.number.e164 ?? null },
          caller: found?.caller ?? { certainty: 'unknown', matches: [], freshness: 'local' },
          account: found === null ? null : deps.accountOf(found.account.key),
          shortcut: deps.shortcut(),
          failure: null,
        },
      });
      if (deps.atOnce() && isPlain) void dial(null);
      else deps.surface.show();
    },
    dial,
    dismiss(id) {
      if (held?.offer.id === id) leave();
    },
  };
}
