import type { FastifyBaseLogger } from 'fastify';
import type { RelayClock } from './clock.ts';

/** Why a request or a message was not served. */
export type Refusal =
  | 'secret'
  | 'account'
  | 'unnamed'
  | 'token'
  | 'foreignAccount'
  | 'invite'
  | 'admin'
  | 'origin'
  | 'tooMany'
  | 'tooLarge'
  | 'mediaType'
  | 'callback'
  | 'protocol'
  | 'queue'
  | 'busy';

/** The relay's log: one JSON object a line, without numbers, names, addresses, bodies or secrets of anybody. */
export interface RelayLog {
  info(what: string, detail?: Readonly<Record<string, string | number>>): void;
  error(what: string, detail?: Readonly<Record<string, string | number>>): void;
  /** A refusal; of each kind at most ten a minute are written, and how many were not. */
  refused(why: Refusal, detail?: Readonly<Record<string, string | number>>): void;
}

const MOST_A_MINUTE = 10;
const MINUTE_MS = 60_000;

/** A log that an attacker cannot fill. */
export function createRelayLog(logger: FastifyBaseLogger, clock: Pick<RelayClock, 'monotonic'>): RelayLog {
  const counted = new Map<Refusal, { since: number; written: number; kept: number }>();
  return {
    info: (what, detail = {}) => logger.info(detail, what),
    error: (what, detail = {}) => logger.error(detail, what),
    refused(why, detail = {}) {
      const at = clock.monotonic();
      const count = counted.get(why);
      if (!count || at - count.since > MINUTE_MS) {
        logger.warn(
          { why, ...detail, ...(count && count.kept > 0 && { notWritten: count.kept }) },
          'refused',
        );
        counted.set(why, { since: at, written: 1, kept: 0 });
      } else if (count.written < MOST_A_MINUTE) {
        count.written += 1;
        logger.warn({ why, ...detail }, 'refused');
      } else {
        count.kept += 1;
      }
    },
  };
}
