import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import { LOOKUP_SQL } from '../../../../main/mirror/contact/callerQuerySql.ts';
import { openMirror } from '../../../../main/mirror/openMirror.ts';
import { createMirrorReader } from '../../../../main/mirror/mirrorReader.ts';
import { createMirrorWriter } from '../../../../main/mirror/mirrorWriter.ts';
import { type MirrorFile, NOW, createMirrorFile, lead, contactOrCompany } from '../mirrorFile.ts';

let mirror: MirrorFile;
beforeEach(() => {
  mirror = createMirrorFile();
});
afterEach(() => {
  mirror.close();
});

const find = (raw: string, account = 'a', region = 'RU') =>
  mirror.reader
    .lookup(account, parsePhoneNumber(raw, { region }))
    .map(({ entity, id, certainty }) => `${entity} ${id} ${certainty}`);
const contacts = (...rows: ReturnType<typeof contactOrCompany>[]): void => {
  mirror.save({ list: 'contacts', rows });
};
const companies = (...rows: ReturnType<typeof contactOrCompany>[]): void => {
  mirror.save({ list: 'companies', rows });
};

describe('the levels of call-sources.md 2.3 step 4', () => {
  it('E.164 is certain, in whatever spelling it stands or comes', () => {
    contacts(contactOrCompany(1, ['8 (916) 123-45-67']));
    expect(find('+79161234567')).toEqual(['contact 1 certain']);
    expect(find('9161234567')).toEqual(['contact 1 certain']);
  });

  it('both numbers of one field are found', () => {
    contacts(contactOrCompany(1, ['+7 495 123-45-67, +7 916 765-43-21']));
    expect(find('84951234567')).toEqual(['contact 1 certain']);
    expect(find('89167654321')).toEqual(['contact 1 certain']);
  });

  it('an extension that is told picks who has it; without one all of the number are found', () => {
    contacts(
      contactOrCompany(1, ['+74951234567 доб. 1']),
      contactOrCompany(2, ['+74951234567 доб. 2']),
      contactOrCompany(3, ['+74951234567']),
    );
    expect(find('+74951234567,2')).toEqual(['contact 2 certain']);
    expect(find('+74951234567,9')).toHaveLength(3);
    expect(find('+74951234567')).toHaveLength(3);
  });

  it('numbers of the own town without area code meet each other', () => {
    contacts(contactOrCompany(1, ['123-45-67']), contactOrCompany(2, ['+7 495 123-45-67']));
    expect(find('1234567')).toEqual(['contact 1 certain']);
  });

  it('the last ten digits are certain where one side is not well-formed', () => {
    contacts(contactOrCompany(1, ['99161234567']));
    expect(find('+79161234567')).toEqual(['contact 1 certain']);
  });

  it('ten equal digits of two numbers that both name their country are only possible', () => {
    contacts(contactOrCompany(1, ['+1 916 123 4567']));
    expect(find('+79161234567')).toEqual(['contact 1 possible']);
  });

  it('the last eight, then the last seven digits are only possible', () => {
    contacts(contactOrCompany(1, ['+7 812 123-45-67']), contactOrCompany(2, ['+7 846 123-45-67']));
    expect(find('+74961234567')).toEqual(['contact 2 possible']);
    contacts(contactOrCompany(2, []));
    expect(find('+74961234567')).toEqual(['contact 1 possible']);
    expect(find('+74961234568')).toEqual([]);
  });

  it('a level that hits ends the search', () => {
    contacts(contactOrCompany(1, ['+79161234567']), contactOrCompany(2, ['+79261234567']));
    expect(find('+79161234567')).toEqual(['contact 1 certain']);
  });

  it('contacts come before companies, ten of each at most, the oldest first', () => {
    const many = Array.from({ length: 30 }, (_, index) => contactOrCompany(100 - index, ['+79161234567']));
    contacts(...many);
    companies(...many);
    const found = find('+79161234567');
    expect(found).toHaveLength(20);
    expect(found[0]).toBe('contact 71 certain');
    expect(found[10]).toBe('company 71 certain');
  });

  it('the company of a shared number is found though only its people have the number', () => {
    companies(contactOrCompany(9, []));
    contacts(...[1, 2, 3, 4].map((id) => contactOrCompany(id, ['+74951234567'], { companyId: 9 })));
    expect(find('+74951234567')).toContain('company 9 certain');
    contacts(contactOrCompany(4, []));
    expect(find('+74951234567')).toEqual(['contact 1 certain', 'contact 2 certain', 'contact 3 certain']);
  });

  it('internal, withheld and hostile numbers find nobody', () => {
    contacts(contactOrCompany(1, ['101', '', '9'.repeat(64)]));
    for (const raw of ['101', '', 'anonymous', '*72', '9'.repeat(10_000)]) expect(find(raw)).toEqual([]);
  });

  it('accounts never see each other', () => {
    contacts(contactOrCompany(1, ['+79161234567']));
    expect(find('+79161234567', 'b')).toEqual([]);
    expect(find('+79161234567', 'nobody')).toEqual([]);
  });
});

describe('a match', () => {
  it('carries company, responsible, open leads newest first, with stage and price', () => {
    mirror.save({ list: 'users', rows: [{ id: 7, name: 'Olga', isAdmin: true }] });
    mirror.save({
      list: 'pipelines',
      rows: [
        {
          id: 1,
          name: 'Sales',
          sort: 1,
          statuses: [{ id: 10, name: 'Offer', color: '#fff', sort: 1, isIncoming: false }],
        },
      ],
    });
    companies(contactOrCompany(5, [], { name: 'Romashka' }));
    contacts(contactOrCompany(1, ['89161234567'], { companyId: 5 }));
    const rows = [
      lead(1, { contactIds: [1] }),
      lead(2, { contactIds: [1], price: null, statusId: 99, responsibleUserId: 8 }),
      lead(3, { contactIds: [1], statusId: 142, closedAt: NOW / 1_000 }),
    ];
    mirror.save({ list: 'leads', rows });
    const number = parsePhoneNumber('+79161234567', { region: 'RU' });
    expect(mirror.reader.lookup('a', number)).toEqual([
      {
        entity: 'contact',
        id: 1,
        name: 'Party 1',
        company: 'Romashka',
        phone: '+7 916 123 45 67',
        responsible: 'Olga',
        responsibleIsMe: true,
        leads: [
          {
            id: 2,
            name: 'Lead 2',
            stage: '',
            pipeline: 'Sales',
            pipelineId: 1,
            stageColour: null,
            price: null,
            responsible: null,
            open: true,
          },
          {
            id: 1,
            name: 'Lead 1',
            stage: 'Offer',
            pipeline: 'Sales',
            pipelineId: 1,
            stageColour: '#fff',
            price: 1_000,
            responsible: 'Olga',
            open: true,
          },
        ],
        tags: [],
        task: null,
        lastContact: { at: 1_600_000_001_000, kind: 'change', text: null },
        certainty: 'certain',
        updatedAt: 1_600_000_001_000,
      },
    ]);
    expect(mirror.reader.match('a', 'contact', 1)?.name).toBe('Party 1');
    expect(mirror.reader.match('b', 'contact', 1)).toBeNull();
    expect(mirror.reader.userName('a', 7)).toBe('Olga');
    expect(mirror.reader.stage('a', 1, 10)).toEqual({ stage: 'Offer', pipeline: 'Sales', colour: '#fff' });
  });

  it('follows changes: new phones, links, deletions, leads closed long ago', () => {
    contacts(contactOrCompany(1, ['89161234567']));
    mirror.save({ list: 'leads', rows: [lead(1, { contactIds: [1] }), lead(2, { contactIds: [1] })] });
    contacts(contactOrCompany(1, ['89260000000'], { leadIds: [2] }));
    expect(find('89161234567')).toEqual([]);
    const number = parsePhoneNumber('89260000000', { region: 'RU' });
    expect(mirror.reader.lookup('a', number)[0]?.leads.map(({ id }) => id)).toEqual([2]);
    mirror.save({ list: 'leads', rows: [lead(2, { statusId: 143, closedAt: 1_500_000_000 })] });
    expect(mirror.reader.lookup('a', number)[0]?.leads).toEqual([]);
    expect(mirror.reader.counts('a')).toEqual({ contacts: 1, companies: 0, leads: 1 });
    contacts(contactOrCompany(1, [], { isDeleted: true }));
    expect(find('89260000000')).toEqual([]);
    expect(mirror.reader.counts('a').contacts).toBe(0);
  });
});

describe('search', () => {
  const names = (text: string, limit = 10): readonly string[] =>
    mirror.reader.search('a', text, limit).map(({ name }) => name);

  beforeEach(() => {
    contacts(
      contactOrCompany(1, ['+79161234567'], { name: 'Алёна Ёлкина' }),
      contactOrCompany(2, ['+79161239999'], { name: 'Алексей' }),
      contactOrCompany(3, ['+74951239999'], { name: 'Борис' }),
    );
    companies(contactOrCompany(4, ['+74950000000'], { name: 'Алмаз' }));
  });

  it('finds names by any of their words, in any order, those that begin so first', () => {
    contacts(contactOrCompany(5, ['+79031111111'], { name: 'Елкин Олег' }));
    expect(names('елк')).toEqual(['Елкин Олег', 'Алёна Ёлкина']);
    expect(names('ёлкина ал')).toEqual(['Алёна Ёлкина']);
    expect(names('лкин')).toEqual([]);
  });

  it('finds names by their beginning, whatever the case, ё as е', () => {
    expect(names('але')).toEqual(['Алексей', 'Алёна Ёлкина']);
    expect(names('АЛЁНА')).toEqual(['Алёна Ёлкина']);
    expect(names('ал')).toContain('Алмаз');
    expect(names('ал', 1)).toHaveLength(1);
    expect(names('%')).toEqual([]);
  });

  it('finds numbers whole, by their beginning in the own country, and by their end', () => {
    expect(names('8 (916) 123-45-67')).toEqual(['Алёна Ёлкина']);
    expect(names('916123')).toEqual(['Алёна Ёлкина', 'Алексей']);
    expect(names('9999').toSorted()).toEqual(['Алексей', 'Борис']);
    expect(names('12')).toEqual([]);
  });
});

describe('the reader', () => {
  it('knows nobody as long as there is no mirror, and finds it when it comes', () => {
    const file = `${mirror.file}.later`;
    const reader = createMirrorReader(file);
    const number = parsePhoneNumber('+79161234567', { region: 'RU' });
    expect(reader.lookup('a', number)).toEqual([]);
    expect(reader.counts('a').contacts).toBe(0);
    const writer = createMirrorWriter(openMirror(file, () => {}));
    writer.addAccount({ key: 'a', region: 'RU', userId: 7 });
    writer.remember('a', [{ list: 'contacts', rows: [contactOrCompany(1, ['+79161234567'])] }], [], 0);
    expect(reader.lookup('a', number)).toHaveLength(1);
    writer.close();
    reader.close();
  });

  it('carries tags, and the open task that is due first, of the contact or of its deals', () => {
    contacts(
      contactOrCompany(1, ['89161234567'], { tags: ['VIP', 'wholesale'] }),
      contactOrCompany(2, ['89161234568']),
    );
    mirror.save({ list: 'taskTypes', rows: [{ id: 1, name: 'Follow up', code: 'FOLLOW_UP' }] });
    mirror.save({ list: 'leads', rows: [lead(1, { contactIds: [1] })] });
    const task = (id: number, completeTill: number, rest: object) => ({
      id,
      text: `Task ${id}`,
      typeId: 1,
      entityType: null,
      entityId: null,
      responsibleUserId: 7,
      completeTill,
      updatedAt: 1,
      isCompleted: false,
      ...rest,
    });
    mirror.save({
      list: 'tasks',
      rows: [
        task(1, 300, { entityType: 'contacts', entityId: 1 }),
        task(2, 200, { entityType: 'leads', entityId: 1, text: '' }),
        task(3, 100, { entityType: 'contacts', entityId: 2, isCompleted: true }),
        task(4, 50, { entityType: 'companies', entityId: 1 }),
      ],
    });
    const found = (raw: string) => mirror.reader.lookup('a', parsePhoneNumber(raw, { region: 'RU' }))[0];
    expect(found('+79161234567')).toMatchObject({
      tags: ['VIP', 'wholesale'],
      task: { id: 2, text: 'Follow up', at: 200_000 },
    });
    expect(found('+79161234568')).toMatchObject({ tags: [], task: null });
  });

  it('every statement of a lookup is answered by an index on all it is given, the account first', () => {
    const plans = Object.entries(LOOKUP_SQL).map(([name, sql]) => {
      const binds = Array.from(sql.matchAll(/\?/gu), () => 1);
      const plan = mirror.db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...binds);
      return [name, plan.map(({ detail }) => detail).filter((detail) => /^(?:SEARCH|SCAN)/u.test(detail))];
    });
    const byId = 'USING PRIMARY KEY (account=? AND id=?)';
    expect(Object.fromEntries(plans)).toEqual({
      account: [expect.stringContaining('USING INDEX sqlite_autoindex_accounts_1 (key=?)')],
      e164: ['SEARCH phones USING INDEX phones_by_e164 (account=? AND e164=? AND entity>?)'],
      extension: [expect.stringContaining('USING INDEX phones_by_e164 (account=? AND e164=? AND entity>?')],
      nsn: ['SEARCH phones USING INDEX phones_by_nsn (account=? AND nsn=? AND entity>?)'],
      tail: ['SEARCH phones USING INDEX phones_by_tail (account=? AND tail=? AND entity>?)'],
      tailRange: ['SEARCH phones USING INDEX phones_by_tail (account=? AND tail>? AND tail<?)'],
      firstPhone: ['SEARCH phones USING PRIMARY KEY (account=? AND entity=? AND entity_id=?)'],
      contact: [`SEARCH p ${byId}`, `SEARCH c ${byId} LEFT-JOIN`, `SEARCH u ${byId} LEFT-JOIN`],
      company: [`SEARCH p ${byId}`, `SEARCH c ${byId} LEFT-JOIN`, `SEARCH u ${byId} LEFT-JOIN`],
      leads: [
        'SEARCH k USING PRIMARY KEY (account=? AND entity=? AND entity_id=?)',
        `SEARCH l ${byId}`,
        'SEARCH s USING PRIMARY KEY (account=? AND pipeline_id=? AND id=?) LEFT-JOIN',
        `SEARCH p ${byId} LEFT-JOIN`,
        `SEARCH u ${byId} LEFT-JOIN`,
      ],
      ownTask: [
        'SEARCH t USING INDEX tasks_by_entity (account=? AND entity=? AND entity_id=?)',
        `SEARCH y ${byId} LEFT-JOIN`,
      ],
      leadTask: [
        'SEARCH k USING PRIMARY KEY (account=? AND entity=? AND entity_id=?)',
        'SEARCH t USING INDEX tasks_by_entity (account=? AND entity=? AND entity_id=?)',
        `SEARCH y ${byId} LEFT-JOIN`,
      ],
    });
  });
});
