import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { colleaguesFor } from '../../../main/callControl/colleagues.ts';
import { contactOrCompany, createMirrorFile, lead, type MirrorFile } from '../mirror/mirrorFile.ts';

/** On the real copy: users with the numbers the CRM tells, and whose a person or deal is. */
let mirror: MirrorFile;
beforeEach(() => {
  mirror = createMirrorFile();
  mirror.save({
    list: 'users',
    rows: [
      { id: 7, name: 'Me', isAdmin: false, phone: '101' },
      { id: 2, name: 'Anna', isAdmin: false, phone: '102' },
      { id: 3, name: 'Boris', isAdmin: false },
    ],
  });
});
afterEach(() => {
  mirror.close();
});

const ME = { key: 'a', userId: 7 };
const ask = (party: Parameters<typeof colleaguesFor>[2]) => colleaguesFor(mirror.reader, ME, party);
const CONTACT = { entity: 'contact', id: 1 } as const;

describe('to whom a call can be handed over', () => {
  it('the responsible of the deal comes before the one of the person, with the number the CRM tells', () => {
    mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [], { responsibleUserId: 3 })] });
    mirror.save({ list: 'leads', rows: [lead(5, { responsibleUserId: 2, contactIds: [1] })] });
    expect(ask({ target: CONTACT, leadId: 5 })).toEqual({
      responsible: { id: 2, name: 'Anna', number: '102' },
      others: [{ id: 3, name: 'Boris', number: null }],
    });
    expect(ask({ target: CONTACT, leadId: null }).responsible).toEqual({
      id: 3,
      name: 'Boris',
      number: null,
    });
  });

  it('never the agent, and nobody of another account', () => {
    mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [], { responsibleUserId: 7 })] });
    const found = ask({ target: CONTACT, leadId: null });
    expect(found.responsible).toBeNull();
    expect(found.others.map(({ name }) => name)).toEqual(['Anna', 'Boris']);
    expect(colleaguesFor(mirror.reader, { key: 'b', userId: 8 }, { target: CONTACT, leadId: null })).toEqual({
      responsible: null,
      others: [],
    });
  });
});
