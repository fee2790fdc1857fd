import type { z } from 'zod';
import { accountOf } from './accountOf.ts';
import { contactFields, contactOf, customerFields, customerOf, leadFields, leadOf } from './cardBodies.ts';
import type { HookedContact, HookedCustomer, HookedLead } from './cardBodies.ts';
import {
  catalogFields,
  catalogOf,
  messageFields,
  messageOf,
  talkFields,
  talkOf,
  taskFields,
  taskOf,
  unsortedFields,
  unsortedOf,
} from './otherBodies.ts';
import type { HookedCatalog, HookedMessage, HookedTalk, HookedTask, HookedUnsorted } from './otherBodies.ts';
import { emptyForm, listOf, objectAt, readForm, textAt } from './formBody.ts';
import type { FormNode, FormObject, FormRefusal } from './formBody.ts';
import { noteFields, noteOf } from './noteBodies.ts';
import type { Note } from './noteBodies.ts';

/** The account a body names; the CRM does not always say (crm-api.md 5.2). */
export interface HookedAccount {
  readonly id: number | null;
  readonly subdomain: string | null;
  /** `https://demo.amocrm.ru`. */
  readonly origin: string | null;
}

interface Of<Entity extends string, Action extends string, Item> {
  readonly entity: Entity;
  readonly action: Action;
  readonly item: Item;
  /** Keys nobody told us of, with what they hold. */
  readonly extra: FormObject;
}

/** The cards that have notes. */
export type NoteParent = 'lead' | 'contact' | 'company' | 'customer';

/** One fact of a body (crm-api.md 5.2). */
export type WebhookEvent =
  | Of<'lead', 'add' | 'update' | 'status' | 'responsible' | 'delete' | 'restore', HookedLead>
  | Of<'contact' | 'company', 'add' | 'update' | 'responsible' | 'delete' | 'restore', HookedContact>
  | Of<'customer', 'add' | 'update' | 'responsible' | 'delete', HookedCustomer>
  | Of<'task', 'add' | 'update' | 'responsible' | 'delete', HookedTask>
  | Of<'unsorted', 'add' | 'update' | 'delete', HookedUnsorted>
  | Of<'message', 'add', HookedMessage>
  | Of<'talk', 'add' | 'update', HookedTalk>
  | Of<'catalog', 'add' | 'update' | 'delete', HookedCatalog>
  | Of<'note', 'add', Note & { readonly parent: NoteParent }>;

/** What a body says. */
export interface WebhookBody {
  readonly account: HookedAccount;
  /** In the body's order. */
  readonly events: readonly WebhookEvent[];
  /** Keys and actions nobody told us of, with what they hold. */
  readonly extra: FormObject;
  /** What was not understood, as paths (`leads.status.0.x`): unknown keys, values that are not what they should be. */
  readonly notUnderstood: readonly string[];
}

/** Reads the body of a webhook. Never throws; what it does not know is kept and named, never fatal. */
export function parseWebhook(
  text: string,
): { readonly ok: true; readonly body: WebhookBody } | { readonly ok: false; readonly refusal: FormRefusal } {
  const read = readForm(text);
  if (!read.ok) return read;
  const odd = createOddities();
  const { account, ...rest } = read.form;
  const extra = emptyForm();
  const events = Object.entries(rest).flatMap(([key, actions]) => eventsUnder(key, actions, odd, extra));
  return {
    ok: true,
    body: {
      account: accountIn(text, typeof account === 'object' ? account : {}),
      events,
      extra,
      notUnderstood: odd.paths(),
    },
  };
}

/** The id as the relay found it: qs would also take `[account][id]` and `account[id]x` for it, and the two would differ. */
function accountIn(text: string, form: FormObject): HookedAccount {
  const named = accountOf(text);
  return {
    id: named.kind === 'named' ? named.id : null,
    subdomain: textAt(form, 'subdomain') ?? null,
    origin: textAt(objectAt(form, '_links'), 'self') ?? null,
  };
}

interface Oddities {
  add(path: string): void;
  paths(): readonly string[];
}

/** More than these tell nothing new. */
const MOST_ODDITIES = 100;
const LONGEST_PATH = 200;

function createOddities(): Oddities {
  const seen = new Set<string>();
  return {
    add(path) {
      if (seen.size < MOST_ODDITIES) seen.add(path.slice(0, LONGEST_PATH));
    },
    paths: () => [...seen],
  };
}

interface Reading<Item> {
  readonly item: Item;
  readonly extra: FormObject;
}

/**
 * Reads one entity. A field that is not what it should be is named and read as if it were absent; without what
 * identifies the entity there is none.
 */
function readItem<Schema extends z.ZodObject, Item>(
  schema: Schema,
  toItem: (fields: z.output<Schema>) => Item,
  given: FormNode,
  path: string,
  odd: Oddities,
): Reading<Item> | null {
  if (typeof given === 'string') {
    odd.add(path);
    return null;
  }
  const known: Record<string, FormNode> = {};
  const extra = emptyForm();
  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(schema.shape, key)) known[key] = value;
    else {
      extra[key] = value;
      odd.add(`${path}.${key}`);
    }
  }
  let read = schema.safeParse(known);
  if (!read.success) {
    for (const { path: at } of read.error.issues) {
      const key = String(at[0]);
      odd.add(`${path}.${key}`);
      const value = known[key];
      if (value !== undefined) extra[key] = value;
      Reflect.deleteProperty(known, key);
    }
    read = schema.safeParse(known);
  }
  return read.success ? { item: toItem(read.data), extra } : null;
}

type Reader = (given: FormNode, path: string, odd: Oddities) => WebhookEvent | null;

/** Reads one item of an entity under one action. */
const reader =
  <Schema extends z.ZodObject, Item>(
    schema: Schema,
    toItem: (fields: z.output<Schema>) => Item,
    toEvent: (reading: Reading<Item>, given: FormObject) => WebhookEvent,
  ): Reader =>
  (given, path, odd) => {
    const reading = readItem(schema, toItem, given, path, odd);
    return reading && typeof given === 'object' ? toEvent(reading, given) : null;
  };

/** The readers of one key, one for each of its actions. */
function readers<Action extends string>(
  actions: readonly Action[],
  make: (action: Action) => Reader,
): readonly (readonly [Action, Reader])[] {
  return actions.map((action) => [action, make(action)] as const);
}

/** `X[note][0]` holds the note one level further down, beside the `type` of a contact or company. */
const noteReader = (parentOf: (given: FormObject) => NoteParent): readonly ['note', Reader] => [
  'note',
  (given, path, odd) => {
    const inner = typeof given === 'object' ? given['note'] : undefined;
    if (typeof given === 'string' || inner === undefined) {
      odd.add(path);
      return null;
    }
    for (const key of Object.keys(given)) if (key !== 'note' && key !== 'type') odd.add(`${path}.${key}`);
    const parent = parentOf(given);
    const toNote = (fields: z.output<typeof noteFields>) => ({ ...noteOf(fields), parent });
    const reading = readItem(noteFields, toNote, inner, `${path}.note`, odd);
    return reading && { entity: 'note', action: 'add', ...reading };
  },
];

/** Companies come under `contacts`, told by `type` (crm-api.md 5.2). */
const isCompany = (given: FormObject): boolean => textAt(given, 'type') === 'company';

const CARD_ACTIONS = ['add', 'update', 'responsible', 'delete', 'restore'] as const;
const LIST_ACTIONS = ['add', 'update', 'delete'] as const;

const contactLike = [
  ...readers(CARD_ACTIONS, (action) =>
    reader(contactFields, contactOf, (reading, given) => ({
      entity: isCompany(given) ? 'company' : 'contact',
      action,
      ...reading,
    })),
  ),
  noteReader((given) => (isCompany(given) ? 'company' : 'contact')),
];

/** Every key of a body and its actions (crm-api.md 5.2). */
const KEYS: ReadonlyMap<string, ReadonlyMap<string, Reader>> = new Map([
  [
    'leads',
    new Map<string, Reader>([
      ...readers([...CARD_ACTIONS, 'status'] as const, (action) =>
        reader(leadFields, leadOf, (reading) => ({ entity: 'lead', action, ...reading })),
      ),
      noteReader(() => 'lead'),
    ]),
  ],
  ['contacts', new Map<string, Reader>(contactLike)],
  [
    // Never seen, but the name of the entity everywhere else.
    'companies',
    new Map<string, Reader>([
      ...readers(CARD_ACTIONS, (action) =>
        reader(contactFields, contactOf, (reading) => ({ entity: 'company', action, ...reading })),
      ),
      noteReader(() => 'company'),
    ]),
  ],
  [
    'customers',
    new Map<string, Reader>([
      ...readers(['add', 'update', 'responsible', 'delete'] as const, (action) =>
        reader(customerFields, customerOf, (reading) => ({ entity: 'customer', action, ...reading })),
      ),
      noteReader(() => 'customer'),
    ]),
  ],
  [
    'task',
    new Map<string, Reader>(
      readers([...LIST_ACTIONS, 'responsible'] as const, (action) =>
        reader(taskFields, taskOf, (reading) => ({ entity: 'task', action, ...reading })),
      ),
    ),
  ],
  [
    'unsorted',
    new Map<string, Reader>(
      readers(LIST_ACTIONS, (action) =>
        reader(unsortedFields, unsortedOf, (reading) => ({ entity: 'unsorted', action, ...reading })),
      ),
    ),
  ],
  [
    'message',
    new Map<string, Reader>(
      readers(['add'] as const, (action) =>
        reader(messageFields, messageOf, (reading) => ({ entity: 'message', action, ...reading })),
      ),
    ),
  ],
  [
    'talk',
    new Map<string, Reader>(
      readers(['add', 'update'] as const, (action) =>
        reader(talkFields, talkOf, (reading) => ({ entity: 'talk', action, ...reading })),
      ),
    ),
  ],
  [
    'catalogs',
    new Map<string, Reader>(
      readers(LIST_ACTIONS, (action) =>
        reader(catalogFields, catalogOf, (reading) => ({ entity: 'catalog', action, ...reading })),
      ),
    ),
  ],
]);

function eventsUnder(
  key: string,
  actions: FormNode,
  odd: Oddities,
  extra: Record<string, FormNode>,
): readonly WebhookEvent[] {
  const known = KEYS.get(key);
  if (known === undefined || typeof actions === 'string') {
    odd.add(key);
    extra[key] = actions;
    return [];
  }
  return Object.entries(actions).flatMap(([action, items]) => {
    const read = known.get(action);
    if (read === undefined || typeof items === 'string') {
      odd.add(`${key}.${action}`);
      extra[`${key}.${action}`] = items;
      return [];
    }
    return listOf(items).flatMap((item, index) => read(item, `${key}.${action}.${index}`, odd) ?? []);
  });
}
