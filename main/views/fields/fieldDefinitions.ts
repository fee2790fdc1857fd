import { z } from 'zod';
import type { AccountFields, CustomField } from '../../../preload/contract.ts';
import { FIELD_EDITS, FIELD_OWNERS, type FieldEdit } from '../../../preload/constants.ts';
import type { Clock } from '../../common/clock.ts';
import { ok, type Result } from '../../common/result.ts';
import type { CrmCustomField } from '../../crm/resources/customFieldResource.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';

/**
 * The account's own fields: names, types, the values of lists. Read when somebody wants to choose some, and then once a day; the sync asks for
 * nothing of it. Kept with the account, so that the pop has names for what the mirror holds, also offline.
 */
export interface FieldDefinitions {
  /** From memory. */
  of(account: string): readonly CustomField[];
  /** As `of`, asked of the CRM first where that is a day ago. */
  fresh(account: string): Promise<AccountFields>;
}

/** What an account remembers (journal/journal.ts `MemoryRows`). */
interface Memory {
  get(account: string, key: string): string | null;
  put(account: string, key: string, value: string): void;
}

interface FieldDefinitionsDeps {
  readonly memory: Memory;
  /** Null: nobody is signed in. */
  readonly clientOf: (account: string) => Pick<CrmClient, 'customFields'> | null;
  readonly clock: Clock;
  /** Other names, types or values than before. */
  readonly changed: (account: string) => void;
}

const KEY = 'customFields';
const FRESH_MS = 24 * 3_600_000;
/** After a failure. */
const AGAIN_MS = 60_000;

const LISTS = { contact: 'contacts', company: 'companies', deal: 'leads' } as const;

const kept = z.object({
  /** Unix ms. */
  at: z.number(),
  fields: z.array(
    z.object({
      key: z.string(),
      of: z.enum(FIELD_OWNERS),
      id: z.number().int(),
      name: z.string(),
      type: z.string(),
      choices: z.array(z.string()),
      edit: z.enum(FIELD_EDITS).nullable(),
    }),
  ),
});
type Kept = z.infer<typeof kept>;

/** Phones and e-mails stand on the card, and are changed there. */
const ELSEWHERE = new Set(['PHONE', 'EMAIL']);

/** Types (crm-api.md 3.9) of one value that can be typed or chosen; all others are shown. */
const EDITS: Readonly<Record<string, FieldEdit | undefined>> = {
  text: 'text',
  url: 'text',
  streetaddress: 'text',
  numeric: 'number',
  monetary: 'number',
  checkbox: 'checkbox',
  select: 'choice',
  radiobutton: 'choice',
  date: 'date',
  birthday: 'date',
};

export function createFieldDefinitions(deps: FieldDefinitionsDeps): FieldDefinitions {
  const { memory, clock } = deps;
  const known = new Map<string, Kept | null>();
  /** Since when nobody need ask again, by the monotonic clock. */
  const triedAt = new Map<string, number>();
  const asking = new Map<string, Promise<AccountFields>>();

  function read(account: string): Kept | null {
    const held = known.get(account);
    if (held !== undefined) return held;
    const said = parse(memory.get(account, KEY));
    known.set(account, said);
    return said;
  }

  async function ask(account: string): Promise<AccountFields> {
    const client = deps.clientOf(account);
    triedAt.set(account, clock.monotonic());
    if (client === null) return { fields: [...of(account)], failure: 'noToken' };
    const answer = await everyField(client);
    if (!answer.ok) return { fields: [...of(account)], failure: answer.error.kind };
    const before = JSON.stringify(of(account));
    const now = { at: clock.now(), fields: [...answer.value] };
    known.set(account, now);
    memory.put(account, KEY, JSON.stringify(now));
    if (JSON.stringify(now.fields) !== before) deps.changed(account);
    return { fields: now.fields, failure: null };
  }

  const of = (account: string): readonly CustomField[] => read(account)?.fields ?? [];
  return {
    of,
    fresh(account) {
      const held = read(account);
      const age = held === null ? null : clock.now() - held.at;
      const tried = triedAt.get(account);
      const isFresh = age !== null && age >= 0 && age < FRESH_MS;
      const justTried = tried !== undefined && clock.monotonic() - tried < AGAIN_MS;
      if (isFresh || (justTried && held !== null))
        return Promise.resolve({ fields: [...of(account)], failure: null });
      const running = asking.get(account) ?? ask(account).finally(() => asking.delete(account));
      asking.set(account, running);
      return running;
    },
  };
}

async function everyField(
  client: Pick<CrmClient, 'customFields'>,
): Promise<Result<readonly CustomField[], CrmFailure>> {
  const fields: CustomField[] = [];
  for (const of of FIELD_OWNERS) {
    const answer = await client.customFields(LISTS[of], { priority: 'background' });
    if (!answer.ok) return answer;
    for (const one of answer.value) {
      if (one.code !== null && ELSEWHERE.has(one.code)) continue;
      fields.push(definitionOf(of, one));
    }
  }
  return ok(fields);
}

const definitionOf = (
  of: CustomField['of'],
  { id, name, type, choices, isApiOnly }: CrmCustomField,
): CustomField => ({
  key: `${of}:${id}`,
  of,
  id,
  name: name === '' ? `#${id}` : name,
  type,
  choices: EDITS[type] === 'choice' ? [...choices] : [],
  edit: isApiOnly ? null : (EDITS[type] ?? null),
});

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    return kept.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
