import { fc } from '../../../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { valueText, valuesOfField } from '../../../../entities/customFields.ts';
import { readBody } from '../../../../main/mirror/changes/changesFromBody.ts';
import { readContactOrCompany } from '../../../../main/mirror/contact/contactOrCompanyItem.ts';
import { readLead } from '../../../../main/mirror/lead/leadItem.ts';
import { createFieldDefinitions } from '../../../../main/views/fields/fieldDefinitions.ts';
import { shownValue, writtenValue } from '../../../../main/views/fields/fieldValues.ts';
import { createPopFields, type PopFields } from '../../../../main/views/fields/popFields.ts';
import type { CrmCustomField } from '../../../../main/crm/resources/customFieldResource.ts';
import { fail, ok } from '../../../../main/common/result.ts';
import type { WriteView } from '../../../../preload/contract.ts';
import { createFakeClock } from '../../fakeClock.ts';
import { createMirrorFile, NOW, type MirrorFile } from '../../mirror/mirrorFile.ts';
import { writeView } from '../writeView.ts';

/** Every type of crm-api.md 3.9, and one that nobody knows. */
const TYPES =
  'text numeric checkbox select multiselect multitext date url textarea radiobutton streetaddress smart_address birthday legal_entity date_time items category price tracking_data linked_entity org_legal_name monetary chained_list file payer supplier brand_new'.split(
    ' ',
  );
const MOSCOW = 'Europe/Moscow';
const fieldItem = (id: number, ...values: readonly unknown[]) => ({
  field_id: id,
  field_name: `Field ${id}`,
  field_code: null,
  values: values.map((value) => ({ value })),
});
const item = (id: number, fields: readonly unknown[], updatedAt = 1_000): unknown => ({
  id,
  name: `Contact ${id}`,
  responsible_user_id: 7,
  updated_at: updatedAt,
  custom_fields_values: [
    { field_id: 1, field_code: 'PHONE', values: [{ value: '+79990000001', enum_code: 'MOB' }] },
    { field_id: 2, field_code: 'EMAIL', values: [{ value: 'a@b.example', enum_code: 'WORK' }] },
    ...fields,
  ],
  _embedded: { tags: [{ id: 1, name: 'VIP' }], companies: [] },
});

describe('a value of any type', () => {
  it('is a text or nothing, whatever the CRM sends', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const text = valueText(value);
        expect(text === null || (typeof text === 'string' && text !== '')).toBe(true);
      }),
    );
    expect(valueText(true)).toBe('1');
    expect(valueText(false)).toBeNull();
    expect(valueText({ name: 'Firm', vat_id: '77' })).toBe('Firm');
    expect(valueText({ catalog_id: 5 })).toBeNull();
  });

  it('is shown, and what can be typed comes back as the CRM takes it', () => {
    for (const type of TYPES) expect(shownValue(type, 'whatever', MOSCOW)).toBe('whatever');
    const midnight = Date.UTC(1974, 4, 8, 21) / 1_000;
    expect(shownValue('birthday', String(midnight), MOSCOW)).toBe('1974-05-09');
    expect(shownValue('date_time', '1725915600', MOSCOW)).toBe('1725915600000');
    const written = (edit: Parameters<typeof writtenValue>[0]['edit'], value: string | null) =>
      writtenValue({ edit, choices: ['A', 'B'] }, value, MOSCOW);
    expect(written('date', '1974-05-09')).toBe(midnight);
    expect(written('date', '1974-02-30')).toBeUndefined();
    expect(written('number', '1 012,50')).toBe(1012.5);
    expect(written('number', 'twelve')).toBeUndefined();
    expect(written('choice', 'B')).toBe('B');
    expect(written('choice', 'C')).toBeUndefined();
    expect([written('checkbox', '1'), written('checkbox', null)]).toEqual([true, false]);
    expect([written('text', '  '), written('text', ' x ')]).toEqual([null, 'x']);
    expect(written(null, 'x')).toBeUndefined();
  });
});

let mirror: MirrorFile;
let writes: WriteView[];
let wanted: string[];
let fields: PopFields;
const definition = (id: number, type: string, choices: readonly string[] = []): CrmCustomField => ({
  id,
  name: `Field ${id}`,
  code: null,
  type,
  choices,
  isApiOnly: false,
});
const contactFields = [
  definition(10, 'select', ['A', 'B']),
  definition(11, 'checkbox'),
  definition(12, 'birthday'),
  definition(13, 'multiselect', ['A', 'B']),
  definition(14, 'text'),
  { ...definition(1, 'multitext'), code: 'PHONE' },
];
const memory = () => {
  const rows = new Map<string, string>();
  return {
    get: (account: string, key: string) => rows.get(`${account} ${key}`) ?? null,
    put: (account: string, key: string, value: string) => void rows.set(`${account} ${key}`, value),
  };
};
const client = {
  customFields: (entity: string) =>
    Promise.resolve(
      ok(entity === 'contacts' ? contactFields : entity === 'leads' ? [definition(20, 'numeric')] : []),
    ),
};

beforeEach(async () => {
  mirror = createMirrorFile();
  writes = [];
  wanted = ['contact:10', 'contact:11', 'contact:12', 'contact:13', 'contact:tags', 'deal:20'];
  const definitions = createFieldDefinitions({
    memory: memory(),
    clientOf: () => client,
    clock: createFakeClock(),
    changed: () => undefined,
  });
  await definitions.fresh('a');
  fields = createPopFields({
    mirror: mirror.reader,
    definitions,
    wanted: () => wanted,
    writesOf: () => writes,
    timezoneOf: () => MOSCOW,
  });
});
afterEach(() => mirror.close());

const save = (told: unknown): void => {
  const row = readContactOrCompany(told);
  if (row !== null) mirror.save({ list: 'contacts', rows: [row] });
};
const CONTACT = { target: { entity: 'contact', id: 5 } as const, leadId: null };
const said = (): Record<string, readonly string[]> =>
  Object.fromEntries(fields.ofCall('a', CONTACT).map(({ key, values }) => [key, values]));

describe('the fields of a caller on the pop', () => {
  it('are what the lists of the sync brought, in the chosen order, each by its own type', () => {
    const midnight = Date.UTC(1974, 4, 8, 21) / 1_000;
    save(
      item(5, [fieldItem(10, 'A'), fieldItem(11, true), fieldItem(12, midnight), fieldItem(13, 'A', 'B')]),
    );
    expect(fields.chosen('a').map(({ name }) => name)).toEqual([
      'Field 10',
      'Field 11',
      'Field 12',
      'Field 13',
      '',
      'Field 20',
    ]);
    expect(said()).toEqual({
      'contact:10': ['A'],
      'contact:11': ['1'],
      'contact:12': ['1974-05-09'],
      'contact:13': ['A', 'B'],
      'contact:tags': ['VIP'],
      'deal:20': [],
    });
    // Phones and e-mails have places of their own.
    const kept = mirror.reader.contactOrCompany('a', CONTACT.target)?.customFields ?? [];
    expect([valuesOfField(kept, 1), valuesOfField(kept, 2)]).toEqual([[], []]);
  });

  it('that leave an answer of the CRM, or a webhook, leave the copy', () => {
    save(item(5, [fieldItem(10, 'A'), fieldItem(11, true)]));
    save(item(5, [fieldItem(10, 'B')], 1_001));
    expect(said()).toMatchObject({ 'contact:10': ['B'], 'contact:11': [] });
    const body = new URLSearchParams({
      'contacts[update][0][id]': '5',
      'contacts[update][0][type]': 'contact',
      'contacts[update][0][name]': 'Contact 5',
      'contacts[update][0][last_modified]': '1002',
      'contacts[update][0][custom_fields][0][id]': '11',
      'contacts[update][0][custom_fields][0][name]': 'Field 11',
      'contacts[update][0][custom_fields][0][values][0][value]': '1',
      'contacts[update][0][custom_fields][1][id]': '12',
      'contacts[update][0][custom_fields][1][name]': 'Field 12',
      'contacts[update][0][custom_fields][1][values][0]': String(Date.UTC(1974, 4, 8, 21) / 1_000),
      'account[id]': '31',
    }).toString();
    const changeEvents = readBody(body, { accountId: 31, timezone: MOSCOW, at: NOW }) ?? [];
    mirror.writer.setStreamPosition('a', { epoch: 'e', seq: 0, at: 0 });
    mirror.writer.saveChanges('a', { epoch: 'e', events: [{ seq: 1, at: NOW, changeEvents }] }, NOW);
    expect(said()).toMatchObject({ 'contact:10': [], 'contact:11': ['1'], 'contact:12': ['1974-05-09'] });
  });

  it('come again unchanged without a row being written', () => {
    const row = readContactOrCompany(item(5, [fieldItem(10, 'A')]));
    if (row === null) throw new Error('no row');
    mirror.save({ list: 'contacts', rows: [row] });
    expect(mirror.writer.remember('a', [{ list: 'contacts', rows: [row] }], [], NOW)).toBeNull();
  });

  it('are changed in place: at once on the pop, with what was shown beside, whatever the CRM says later', () => {
    save(item(5, [fieldItem(10, 'A')]));
    const write = fields.change('a', CONTACT, 'contact:10', 'B');
    expect(write).toEqual({
      kind: 'patchContact',
      target: CONTACT.target,
      fields: [{ id: 10, value: 'B', before: 'A' }],
    });
    if (write === null) return;
    writes = [writeView(write)];
    expect(fields.ofCall('a', CONTACT)[0]).toMatchObject({
      values: ['B'],
      pending: 'waiting',
      canEdit: true,
    });
    writes = [writeView(write, { state: 'failed', failure: 'validation' })];
    expect(fields.ofCall('a', CONTACT)[0]).toMatchObject({ values: ['B'], pending: 'failed' });
    // The next change is of what the agent sees.
    writes = [writeView(write)];
    expect(fields.change('a', CONTACT, 'contact:10', null)).toMatchObject({
      fields: [{ id: 10, value: null, before: 'B' }],
    });
  });

  it('are not changed where that would lose something, or where there is nobody', () => {
    save(item(5, [fieldItem(13, 'A', 'B'), fieldItem(14, 'x'.repeat(2_000))]));
    wanted = ['contact:13', 'contact:14', 'deal:20'];
    fields.forget('a');
    expect(fields.ofCall('a', CONTACT).map(({ canEdit }) => canEdit)).toEqual([false, false, false]);
    expect(fields.change('a', CONTACT, 'contact:14', 'short')).toBeNull();
    expect(fields.change('a', CONTACT, 'deal:20', '5')).toBeNull();
    expect(fields.change('a', CONTACT, 'contact:99', '5')).toBeNull();
  });

  it('of a deal are those of the deal the call is saved to', () => {
    save(item(5, []));
    const lead = readLead({
      id: 8,
      name: 'Deal',
      pipeline_id: 1,
      status_id: 10,
      updated_at: 1_000,
      custom_fields_values: [fieldItem(20, '7.5')],
      _embedded: { contacts: [{ id: 5, is_main: true }] },
    });
    if (lead !== null) mirror.save({ list: 'leads', rows: [lead] });
    const query = { ...CONTACT, leadId: 8 };
    expect(fields.ofCall('a', query).at(-1)).toMatchObject({ values: ['7.5'], canEdit: true });
    expect(fields.change('a', query, 'deal:20', '8')).toEqual({
      kind: 'patchLead',
      leadId: 8,
      fields: [{ id: 20, value: 8, before: '7.5' }],
    });
  });

  it('that were deleted in the CRM are not shown, and nothing breaks', () => {
    wanted = ['contact:10', 'contact:404', 'nonsense', 'company:tags'];
    fields.forget('a');
    expect(fields.chosen('a').map(({ key }) => key)).toEqual(['contact:10', 'company:tags']);
    expect(fields.ofCall('a', CONTACT).map(({ values }) => values)).toEqual([[], []]);
  });
});

describe('the names of the fields', () => {
  it('are asked for once a day, kept for the next start, and those of the last time hold while the CRM is away', async () => {
    const clock = createFakeClock();
    const rows = memory();
    let asked = 0;
    let isThere = true;
    const deps = {
      memory: rows,
      clientOf: () => ({
        customFields: (entity: string) => {
          asked += 1;
          return isThere
            ? client.customFields(entity)
            : Promise.resolve(fail({ kind: 'network', maySucceed: true, words: '' } as never));
        },
      }),
      clock,
      changed: () => undefined,
    };
    const first = createFieldDefinitions(deps);
    await first.fresh('a');
    await first.fresh('a');
    expect(asked).toBe(3);
    const next = createFieldDefinitions(deps);
    expect(next.of('a').map(({ id }) => id)).toEqual([10, 11, 12, 13, 14, 20]);
    isThere = false;
    await clock.advance(25 * 3_600_000);
    const answer = await next.fresh('a');
    expect(answer).toMatchObject({ failure: 'network' });
    expect(answer.fields).toHaveLength(6);
  });
});
