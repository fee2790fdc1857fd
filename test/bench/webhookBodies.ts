import Database from 'better-sqlite3';

/** Rows of the bench's agent that webhooks can be about. */
export interface WebhookSubjects {
  readonly leads: readonly { readonly id: number; readonly name: string; readonly pipeline: number }[];
  readonly contacts: readonly number[];
  readonly stages: readonly number[];
}

const MOST_CONTACTS = 5_000;

/** Of the deals that fillMirror.ts makes up: the CRM does not know them, and a card that is opened finds that out. */
const MADE_UP_PIPELINE = 1;

/** Picks them from the mirror of the running app. */
export function webhookSubjects(mirrorFile: string): WebhookSubjects {
  const db = new Database(mirrorFile, { readonly: true });
  try {
    const leads = db
      .prepare<[number], WebhookSubjects['leads'][number] & { readonly stage: number }>(
        'SELECT id, name, pipeline_id AS pipeline, status_id AS stage FROM leads WHERE pipeline_id <> ? AND status_id NOT IN (142, 143)',
      )
      .all(MADE_UP_PIPELINE);
    const [first] = leads;
    const ofOne = leads.filter(({ pipeline }) => pipeline === first?.pipeline);
    return {
      leads: ofOne,
      stages: [...new Set(ofOne.map(({ stage }) => stage))],
      contacts: db
        .prepare<[number], number>('SELECT id FROM contacts ORDER BY id LIMIT ?')
        .pluck()
        .all(MOST_CONTACTS),
    };
  } finally {
    db.close();
  }
}

/** How many events of an account are in the mirror. */
export function storedWebhooks(mirrorFile: string): number {
  const db = new Database(mirrorFile, { readonly: true });
  try {
    return Number(db.prepare('SELECT max(seq) FROM news_places').pluck().get() ?? 0);
  } finally {
    db.close();
  }
}

const form = (account: number, fields: Readonly<Record<string, string | number>>): string =>
  [...Object.entries(fields), ['account[id]', account] as const, ['account[subdomain]', 'romashka'] as const]
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');

/** A deal that changed its name, price and stage. */
export function leadWebhooks(
  account: number,
  lead: { readonly id: number; readonly pipeline: number },
  said: { readonly name: string; readonly price: number; readonly stage: number; readonly at: number },
): string {
  return form(account, {
    'leads[status][0][id]': lead.id,
    'leads[status][0][name]': said.name,
    'leads[status][0][price]': said.price,
    'leads[status][0][status_id]': said.stage,
    'leads[status][0][pipeline_id]': lead.pipeline,
    'leads[status][0][last_modified]': said.at,
    'leads[status][0][updated_at]': said.at,
    'leads[status][0][modified_user_id]': 0,
  });
}

function contactWebhooks(account: number, id: number, count: number, at: number): string {
  return form(account, {
    'contacts[update][0][id]': id,
    'contacts[update][0][name]': `Контакт ${id} ${count}`,
    'contacts[update][0][type]': 'contact',
    'contacts[update][0][last_modified]': at,
    'contacts[update][0][updated_at]': at,
    'contacts[update][0][custom_fields][0][id]': 771_906,
    'contacts[update][0][custom_fields][0][name]': 'Телефон',
    'contacts[update][0][custom_fields][0][code]': 'PHONE',
    'contacts[update][0][custom_fields][0][values][0][value]': `+7999${String(count % 10_000_000).padStart(7, '0')}`,
    'contacts[update][0][custom_fields][0][values][0][enum]': 552_476,
  });
}

function noteChanges(account: number, lead: number, count: number, at: number): string {
  return form(account, {
    'leads[note][0][note][id]': 9_000_000 + count,
    'leads[note][0][note][note_type]': 4,
    'leads[note][0][note][element_type]': 2,
    'leads[note][0][note][element_id]': lead,
    'leads[note][0][note][text]': `Заметка ${count}`,
    'leads[note][0][note][created_at]': at,
  });
}

/**
 * The body of an event of a busy account: of ten, six move and rename deals, three change contacts with their numbers, one
 * is a note. No two are the same.
 */
export function busyWebhooks(
  account: number,
  { leads, contacts, stages }: WebhookSubjects,
  count: number,
): string {
  const at = Math.floor(Date.now() / 1_000);
  const lead = leads[count % leads.length];
  const contact = contacts[count % contacts.length];
  if (lead === undefined || contact === undefined) throw new Error('the mirror of the bench is empty');
  const turn = count % 10;
  if (turn < 6)
    return leadWebhooks(account, lead, {
      name: `${lead.name} ${count}`,
      price: count,
      stage: stages[count % stages.length] ?? 0,
      at,
    });
  return turn < 9 ? contactWebhooks(account, contact, count, at) : noteChanges(account, lead.id, count, at);
}
