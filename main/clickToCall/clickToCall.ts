import type { DialVia, ClickToCallPrompt } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import { fail } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import type { FoundCaller } from '../calls/matching/callerLookup.ts';
import type { DialFailure } from '../sources/callSource.ts';

/**
 * A number that a link or a selected text named. It is shown with whose it is, and one key dials it: a web page must not
 * be able to make calls. Only where the agent wants it so is it dialled at once; a short number (an emergency, a
 * service of the exchange) never is.
 */
export interface ClickToCall {
  current(): ClickToCallPrompt | null;
  /** Shows a number, or dials it at once. The one before it goes. */
  prompt(number: string): void;
  /** Dials the offer there is; nothing when there is none. `id` null: whichever. */
  dial(id: string | null): Promise<Result<DialVia, DialFailure>>;
  dismiss(id: string): void;
}

interface ClickToCallDeps {
  /** Whose number it is; null without any account. */
  readonly find: (number: string) => FoundCaller | null;
  readonly accountOf: (key: string) => { readonly name: string; readonly colour: string } | null;
  readonly dial: (number: string) => Promise<Result<DialVia, DialFailure>>;
  readonly atOnce: () => boolean;
  readonly shortcut: () => string | null;
  readonly surface: {
    /** After every change. */
    tell(prompt: ClickToCallPrompt | null): void;
    show(): void;
    /** Hides the pop unless a call is on it. */
    leave(): void;
  };
  readonly clock: Clock;
  readonly newId: () => string;
}

/** An offer nobody takes is forgotten: the key must not dial what was selected long ago. */
const LIFETIME_MS = 60_000;

export function createClickToCall(deps: ClickToCallDeps): ClickToCall {
  let held: { readonly prompt: ClickToCallPrompt; readonly number: string } | null = null;
  let cancelEnd: (() => void) | null = null;
  let isDialling = false;

  function become(next: typeof held): void {
    held = next;
    cancelEnd?.();
    cancelEnd = next === null ? null : deps.clock.schedule(LIFETIME_MS, leave);
    deps.surface.tell(next?.prompt ?? null);
  }
  function leave(): void {
    if (held === null) return;
    become(null);
    deps.surface.leave();
  }
  async function dial(id: string | null): Promise<Result<DialVia, DialFailure>> {
    const dialled = held;
    // A held key, or two presses, are one call.
    if (dialled === null || isDialling || (id !== null && dialled.prompt.id !== id)) return fail('badNumber');
    isDialling = true;
    const done = await deps.dial(dialled.number).finally(() => (isDialling = false));
    if (held?.prompt.id !== dialled.prompt.id) return done;
    // What is dialled is a call at once, and stands on the pop as one.
    if (done.ok) leave();
    else {
      become({ ...dialled, prompt: { ...dialled.prompt, failure: done.error } });
      deps.surface.show();
    }
    return done;
  }

  return {
    current: () => held?.prompt ?? null,
    prompt(number) {
      const found = deps.find(number);
      const isPlain = found?.number.kind === 'external';
      become({
        number,
        prompt: {
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
      if (held?.prompt.id === id) leave();
    },
  };
}
