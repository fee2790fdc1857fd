import type { Clock } from '../../common/clock.ts';
import type { JournalDisk } from '../journal.ts';
import type { Result } from '../../common/result.ts';

type Asked<T, E> = Result<T, E> | Promise<Result<T, E>>;

/**
 * Carries out what an agent asks of the journal. Held by another program it is asked again for a while, without main's
 * thread waiting: the agent pressed the key once. Requests keep their order, the last note stays the last.
 */
export interface Patience {
  /** @param work changes nothing when it fails with `journal` */
  <T, E extends { readonly code: string }>(work: () => Asked<T, E>): Asked<T, E>;
}

/** As long as a backup may hold the file before the agent is told that nothing was saved. */
export const LONGEST_WAIT_MS = 15_000;
const AGAIN_MS = 50;

export function createPatience({
  disk,
  clock,
}: {
  readonly disk: Pick<JournalDisk, 'refusal'>;
  readonly clock: Clock;
}): Patience {
  /** The last request that waits; later ones go behind it. */
  let tail: Promise<unknown> | null = null;

  const isHeld = (result: Result<unknown, { readonly code: string }>): boolean =>
    !result.ok && result.error.code === 'journal' && /^SQLITE_(BUSY|LOCKED)/.test(disk.refusal() ?? '');

  async function again<T, E extends { readonly code: string }>(
    work: () => Asked<T, E>,
    first: Result<T, E> | null,
  ): Promise<Result<T, E>> {
    const end = clock.monotonic() + LONGEST_WAIT_MS;
    let result = first ?? (await work());
    while (isHeld(result) && clock.monotonic() < end) {
      await new Promise<void>((resolve) => void clock.schedule(AGAIN_MS, resolve));
      result = await work();
    }
    return result;
  }

  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const done = (tail ?? Promise.resolve()).then(work);
    const settled = done.then(
      () => undefined,
      () => undefined,
    );
    tail = settled;
    void settled.then(() => {
      if (tail === settled) tail = null;
    });
    return done;
  }

  return (work) => {
    if (tail !== null) return inLine(() => again(work, null));
    const first = work();
    if (first instanceof Promise)
      return first.then((result) => (isHeld(result) ? inLine(() => again(work, result)) : result));
    return isHeld(first) ? inLine(() => again(work, first)) : first;
  };
}
