import { z } from 'zod';
import { FIELD_EDITS, FIELD_OWNERS } from '../constants.ts';
import { failureCode } from '../schemas.ts';
import { nothing, request } from './request.ts';

/**
 * Fields of the caller that an agent wants on the pop (setting `popFields`). A key names one: `contact:771905` is a field of the account by
 * its id, `deal:tags` the tags, `task` the next task.
 */

const fieldKey = z.string().max(40);
const owner = z.enum(FIELD_OWNERS);

/** A field as the account's admins made it. */
const customField = z.object({
  key: fieldKey,
  of: owner,
  id: z.number().int(),
  name: z.string(),
  /** The CRM's word (crm-api.md 3.9); also one nobody here knows. */
  type: z.string(),
  /** The values of a list. */
  choices: z.array(z.string()),
  /** How it is changed in place; null: in the CRM alone. */
  edit: z.enum(FIELD_EDITS).nullable(),
});
export type CustomField = z.infer<typeof customField>;

const accountFields = z.object({
  fields: z.array(customField),
  /** Why the CRM was not heard this time, null when it was: the fields are those of the last time. */
  failure: failureCode.nullable(),
});
export type AccountFields = z.infer<typeof accountFields>;

/** What a chosen field says of the caller. */
const shownField = z.object({
  key: fieldKey,
  /** In the order of the CRM. Dates are `2026-11-30` by the account's clocks; a moment is Unix ms; a checkbox is `1`. */
  values: z.array(z.string()),
  /** The field, where it is one of the account's. */
  field: customField.nullable(),
  /** There is somebody, or a deal, that it can be changed of, and all of it is known. */
  canEdit: z.boolean(),
  /** What the agent wrote is not in the CRM yet; `failed`: the CRM did not take it. */
  pending: z.enum(['waiting', 'failed']).nullable(),
});
export type ShownField = z.infer<typeof shownField>;

const ofCall = z
  .object({
    callId: z.string().max(64),
    target: z.object({ entity: z.enum(['contact', 'company']), id: z.number().int() }).strict(),
    /** The deal the call is saved to. */
    leadId: z.number().int().nullable(),
  })
  .strict();
export type FieldsQuery = Readonly<z.infer<typeof ofCall>>;

export const popFieldRequests = {
  /** All fields there are to choose from. Asks the CRM when the last time is a day ago. */
  all: request(['account'], nothing, accountFields),
  /** From memory and the mirror alone; the event `popFields` says when to ask again. */
  ofCall: request(['pop'], ofCall, z.array(shownField)),
  /** Changes one in place: in the journal at once, on its way to the CRM as any write. */
  set: request(
    ['pop'],
    z
      .object({
        ...ofCall.shape,
        key: fieldKey,
        /** As `values` says it; null empties the field. */
        value: z.string().max(1000).nullable(),
      })
      .strict(),
    z.array(shownField),
  ),
} as const;
