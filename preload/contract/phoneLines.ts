import { z } from 'zod';
import { accountKey } from '../schemas.ts';
import { nothing, request } from './request.ts';
import { sourceName } from './sources.ts';

/** Lines in the contract: what calls came through, whose they are, and what an agent knows of a call better than they. */

/** Why a call is in its account, and where else it could be. */
export const callRouting = z.object({
  /**
   * `onlyAccount`: there is one. `line`: its line belongs to the account. `caller`: the line belongs to none, the
   * account knows the number. `nobody`: no account does, the first one has it. `agent`: they moved it here.
   */
  by: z.enum(['onlyAccount', 'line', 'caller', 'nobody', 'agent']),
  /** The accounts the call may be moved to; those that know the number, too, first. */
  others: z.array(z.object({ key: accountKey, name: z.string(), colour: z.string(), knows: z.boolean() })),
});
export type CallRouting = z.infer<typeof callRouting>;

const lineName = z.object({
  source: sourceName,
  /** '' for the source's calls that name no line. */
  line: z.string().max(128),
});

export const linesSnapshot = z.object({
  /** The latest heard first. */
  lines: z.array(
    lineName.extend({
      account: accountKey.nullable(),
      /** `seen`: open. `learned`: from a move. `shared`: moved to different accounts. `set`: said by the agent. */
      how: z.enum(['seen', 'learned', 'shared', 'set']),
      /** Unix ms of its last call. */
      lastAt: z.number(),
      /** Where new deals of its callers go; null: to the account's first pipeline. */
      pipelineId: z.number().int().nullable(),
    }),
  ),
  accounts: z.array(
    z.object({
      key: accountKey,
      name: z.string(),
      colour: z.string(),
      pipelines: z.array(z.object({ id: z.number().int(), name: z.string() })),
    }),
  ),
});
export type LinesSnapshot = z.infer<typeof linesSnapshot>;

/** The lines seen, each with its account. Every change is told with the event `lines`. */
export const lineRequests = {
  lines: {
    get: request(['settings', 'account'], nothing, linesSnapshot),
    /** Says whose a line is; null: ask each time who knows the caller. */
    assign: request(
      ['settings', 'account'],
      lineName.extend({ account: accountKey.nullable() }).strict(),
      linesSnapshot,
    ),
    /** Says where new deals of a line's callers go; null: to the account's first pipeline. */
    setPipeline: request(
      ['settings', 'account'],
      lineName.extend({ pipelineId: z.number().int().nullable() }).strict(),
      linesSnapshot,
    ),
    forget: request(['settings', 'account'], lineName.strict(), linesSnapshot),
  },
  calls: {
    /** Moves a call that is not logged to another account, and learns from it whose the line is. */
    move: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64), account: accountKey }).strict(),
      nothing,
    ),
    /** Ends a call of whose end no source tells; what has ended stays as it is. */
    over: request(['pop'], z.object({ callId: z.string().max(64) }).strict(), nothing),
  },
} as const;
