import { z } from 'zod';
import { flag, id, integer, localDate, text, unixTime } from './bodyValues.ts';

/** What a call note (types 10 and 11) says of its call; the PBX that logged it chose the words. */
export interface NotedCall {
  readonly direction: 'in' | 'out';
  readonly uniq: string;
  readonly source: string;
  /** As the PBX wrote it. */
  readonly phone: string;
  readonly durationSeconds: number | null;
  readonly link: string;
  /** The CRM's call status 1 to 7, or null. */
  readonly status: number | null;
  readonly result: string;
}

/** The numbers v2 gave to kinds of notes (crm-api.md 5.2). */
const KINDS: Readonly<Record<number, 'common' | 'attachment' | 'callIn' | 'callOut'>> = {
  4: 'common',
  5: 'attachment',
  10: 'callIn',
  11: 'callOut',
};

/** A text in JSON may be a number there: the CRM writes both. */
const loose = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? '' : String(value)));
const count = loose.transform((value) =>
  /^\d{1,9}(?:\.\d{1,10})?$/u.test(value) ? Math.trunc(Number(value)) : null,
);

const callSchema = z.object({
  UNIQ: loose,
  SRC: loose,
  PHONE: loose,
  DURATION: count,
  LINK: loose,
  call_status: count,
  call_result: loose,
});

/** Reads the JSON in a call note's text; null when there is none. */
function notedCall(direction: NotedCall['direction'], json: string): NotedCall | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  const read = callSchema.safeParse(parsed);
  if (!read.success) return null;
  const { UNIQ, SRC, PHONE, DURATION, LINK, call_status, call_result } = read.data;
  const status = call_status !== null && call_status >= 1 && call_status <= 7 ? call_status : null;
  return {
    direction,
    uniq: UNIQ,
    source: SRC,
    phone: PHONE,
    durationSeconds: DURATION,
    link: LINK,
    status,
    result: call_result,
  };
}

/** `X[note][0][note]`. */
export const noteFields = z.object({
  id,
  text,
  note_type: integer,
  element_id: integer,
  element_type: integer,
  date_create: localDate,
  timestamp_x: localDate,
  created_at: unixTime,
  updated_at: unixTime,
  created_by: integer,
  modified_by: integer,
  main_user_id: integer,
  account_id: integer,
  group_id: integer,
  catalog_id: integer,
  editable: flag,
  attachement: text,
  metadata: text,
});

/** A note as it was added to a card. */
export type Note = ReturnType<typeof noteOf>;

export function noteOf(fields: z.output<typeof noteFields>) {
  const kind = KINDS[fields.note_type ?? 0] ?? ('other' as const);
  const isCall = kind === 'callIn' || kind === 'callOut';
  return {
    id: fields.id,
    kind,
    noteType: fields.note_type,
    parentId: fields.element_id,
    text: fields.text,
    attachment: fields.attachement,
    call: isCall ? notedCall(kind === 'callIn' ? 'in' : 'out', fields.text) : null,
    createdAt: fields.created_at,
    updatedAt: fields.updated_at ?? fields.created_at,
    createdBy: fields.created_by,
    modifiedBy: fields.modified_by,
    responsibleUserId: fields.main_user_id,
    accountId: fields.account_id,
  };
}
