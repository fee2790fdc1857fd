import { z } from 'zod';
import { boardStage, leadCard, leadNote, leadPage, localId, taskCounts, taskPage } from './leadSchemas.ts';
import { request } from './request.ts';

/** Reads of deals and tasks, answered from the mirror with what the agent wrote laid over. The event `cards` says when to read again. */

const userId = z.number().int();
const text = z.string().max(200);
const paged = { cursor: z.string().max(4000).nullable(), limit: z.number().int().min(1).max(500) };

export const leadReads = {
  leads: {
    /** Closed deals, and all of them, are asked of the CRM: the copy holds the open and the recently closed. */
    page: request(
      ['account'],
      z
        .object({
          pipelineId: z.number().int().nullable(),
          statusId: z.number().int().nullable(),
          /** Null: everybody's. */
          responsible: userId.nullable(),
          /** Only open or only closed ones; null: both. */
          open: z.boolean().nullable(),
          text,
          ...paged,
        })
        .strict(),
      leadPage,
    ),
    /** The stages of a pipeline with the first deals of each. */
    board: request(
      ['account'],
      z
        .object({
          pipelineId: z.number().int(),
          responsible: userId.nullable(),
          text,
          perStage: z.number().int().min(1).max(200),
        })
        .strict(),
      z.array(boardStage),
    ),
    /** One deal. With `refresh` the CRM is asked too (two requests), and `cards` tells when it answered. */
    card: request(['account'], z.object({ leadId: localId, refresh: z.boolean() }).strict(), leadCard),
    /**
     * When these deals came to another stage, and by whom, newest first: one request to the CRM, of ten deals at most; for a
     * timeline that is looked at.
     */
    moves: request(['account'], z.object({ leadIds: z.array(localId).max(50) }).strict(), z.array(leadNote)),
  },
  tasks: {
    /** The agent's open tasks, next first; "today" is the account's day. */
    page: request(
      ['account'],
      z.object({ scope: z.enum(['overdue', 'today', 'later', 'all']), ...paged }).strict(),
      taskPage,
    ),
    counts: request(['account'], z.object({}).strict(), taskCounts),
  },
} as const;
