import { z } from 'zod';
import { SCRIPT_ANSWER_TROUBLES, FIELD_OWNERS } from '../constants.ts';
import { accountKey } from '../schemas.ts';
import { nothing, request } from './request.ts';

/**
 * What is said in a call, as a team wrote it into Markdown files of the folder `scripts` (docs/call-script.md). A file is read into blocks
 * by main; windows draw blocks and know no Markdown.
 */

const span = z.object({
  text: z.string(),
  /** How it is set; left out for plain words. */
  look: z.enum(['strong', 'em', 'code']).exactOptional(),
});
export type ScriptSpan = z.infer<typeof span>;
const words = z.array(span);

/** Where an answer goes as the file says it: a field by its name or id; null is the call's note. */
const place = z
  .object({
    of: z.enum(FIELD_OWNERS),
    field: z.string(),
  })
  .nullable();
export type AnswerPlace = z.infer<typeof place>;

/** A question of a script: one checkbox, or one choice of several. */
const asked = {
  /** Its own within the script. */
  id: z.string(),
  /** In plain words: what stands before the answer in the note. */
  question: z.string(),
  place,
  /** What stands in the braces is no place an answer can go to. */
  isOdd: z.boolean(),
};

const blocks = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('heading'), words }),
    z.object({ kind: z.literal('text'), words }),
    z.object({ kind: z.literal('quote'), words }),
    z.object({ kind: z.literal('item'), words, depth: z.number().int(), mark: z.string() }),
    z.object({ kind: z.literal('rule') }),
    z.object({ kind: z.literal('check'), words, ...asked }),
    z.object({ kind: z.literal('choice'), options: z.array(z.string()), ...asked }),
  ]),
);
export type ScriptBlock = z.infer<typeof blocks>[number];
export type ScriptQuestion = Extract<ScriptBlock, { kind: 'check' | 'choice' }>;

const callScript = z.object({
  /** Of the file in the folder. */
  file: z.string(),
  name: z.string(),
  /** Where it is offered; none: everywhere. Lines as the phone names them. */
  lines: z.array(z.string()),
  pipelines: z.array(z.number().int()),
});
export type CallScript = z.infer<typeof callScript>;

export const scriptsByAccount = z.record(accountKey, z.array(callScript));
export type ScriptsByAccount = z.infer<typeof scriptsByAccount>;

const openScript = z.object({
  blocks,
  /** What the fields say that answers go into, by the question's id; of those that go into the note nothing. */
  fields: z.record(
    z.string(),
    z.object({
      name: z.string(),
      /** As `ShownField.values`; null: empty. */
      value: z.string().nullable(),
      pending: z.enum(['waiting', 'failed']).nullable(),
    }),
  ),
  /** Why an answer goes into the note although the file names a field, by the question's id. */
  troubles: z.record(z.string(), z.enum(SCRIPT_ANSWER_TROUBLES)),
});
export type OpenScript = z.infer<typeof openScript>;

const ofCall = z
  .object({
    callId: z.string().max(64),
    file: z.string().max(255),
    /** Whom the call is with, and the deal it is saved to. */
    target: z
      .object({ entity: z.enum(['contact', 'company']), id: z.number().int() })
      .strict()
      .nullable(),
    leadId: z.number().int().nullable(),
  })
  .strict();
export type ScriptQuery = Readonly<z.infer<typeof ofCall>>;

export const callScriptRequests = {
  /** Every change of the folder is told with the event `scripts`. */
  get: request(['pop', 'account'], nothing, scriptsByAccount),
  /** From memory and the mirror alone; `notNow` when the file is gone. The event `popFields` says when to ask again. */
  ofCall: request(['pop', 'account'], ofCall, openScript),
  /** An answer that goes into a field: in the journal at once, on its way to the CRM as any write. Those of the note are the note's. */
  answer: request(
    ['pop', 'account'],
    z
      .object({
        ...ofCall.shape,
        question: z.string().max(64),
        /** An option of a choice, `1` for a ticked box; null empties the field. */
        value: z.string().max(1000).nullable(),
      })
      .strict(),
    openScript,
  ),
} as const;
