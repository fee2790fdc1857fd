import type { z } from 'zod';
import type { Answer, Contract, RequestError, WindowKind } from '../../preload/contract.ts';
import { JournalWriteError } from '../journal/journalError.ts';
import type { Result } from '../common/result.ts';
import type { Speaker, WindowRegistry } from '../windows/windowRegistry.ts';
import type { Answering } from './requestRouter.ts';

/** A handler's answer: a value, or an expected failure. Throwing is a bug and is answered as `internal`. */
export type Handled<T> = Result<T, RequestError> | Promise<Result<T, RequestError>>;

type Handler<R> = R extends {
  readonly input: infer I extends z.ZodType;
  readonly output: infer O extends z.ZodType;
}
  ? (input: z.output<I>, speaker: Speaker) => Handled<z.input<O>>
  : never;

/** The handlers of one group of the contract. */
export type Handlers<G extends keyof Contract> = {
  readonly [N in keyof Contract[G]]: Handler<Contract[G][N]>;
};

export type AllHandlers = { readonly [G in keyof Contract]: Handlers<G> };

interface Entry {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly windows: readonly WindowKind[];
}

const refused = (code: RequestError['code'], message: string): Answer<never> => ({
  ok: false,
  error: { code, message },
});

/** What an object holds itself under a name: `constructor` is nobody's request. */
const own = <T>(of: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  of !== undefined && Object.hasOwn(of, name) ? of[name] : undefined;

/** A request error, for handlers. */
export const requestError = (code: RequestError['code'], message: string): Result<never, RequestError> => ({
  ok: false,
  error: { code, message },
});

/**
 * Answers the contract (or a part of it) behind one wrapper nobody can forget: the sender must be the main frame
 * of a page of ours, its kind of window must be allowed to ask, and the request must fit its schema. The
 * answer passes its schema too, which drops whatever does not belong to it.
 */
export function answerContract(
  entries: Readonly<Record<string, Readonly<Record<string, Entry>>>>,
  handlers: { readonly [G in keyof AllHandlers]?: Partial<AllHandlers[G]> },
  registry: WindowRegistry,
  logError: (message: string, error: unknown) => void,
): Answering {
  const byGroup: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> = handlers;
  return async (group, name, event, input) => {
    const entry = own(own(entries, group), name);
    const handler = own(own(byGroup, group), name) as
      ((input: unknown, speaker: Speaker) => Handled<unknown>) | undefined;
    const speaker = registry.speakerOf(event);
    if (!entry || !handler || speaker === null || !entry.windows.includes(speaker.kind)) {
      return refused('refused', `${group}.${name} is not for this window`);
    }
    const asked = entry.input.safeParse(input);
    if (!asked.success) return refused('badRequest', asked.error.issues[0]?.message ?? 'not understood');
    try {
      const answer = await handler(asked.data, speaker);
      return answer.ok ? { ok: true, value: entry.output.parse(answer.value) } : answer;
    } catch (error) {
      if (error instanceof JournalWriteError) return refused('journal', error.code);
      logError(`${group}.${name} failed`, error);
      return refused('internal', 'see the log');
    }
  };
}
