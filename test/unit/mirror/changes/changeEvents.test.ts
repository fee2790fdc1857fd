import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBody } from '../../../../main/mirror/changes/changesFromBody.ts';
import type { ChangeFact } from '../../../../main/mirror/changes/changeEvents.ts';
import type { StoredChanges } from '../../../../main/mirror/changes/applyChanges.ts';
import { NOW, createMirrorFile, lead, contactOrCompany, type MirrorFile } from '../mirrorFile.ts';

let mirror: MirrorFile;
beforeEach(() => {
  mirror = createMirrorFile();
  mirror.save({ list: 'leads', rows: [lead(5, { contactIds: [2], mainContactId: 2, updatedAt: 1_000 })] });
  mirror.save({ list: 'contacts', rows: [contactOrCompany(2, ['+7 999 000-00-01'], { updatedAt: 1_000 })] });
  mirror.writer.setStreamPosition('a', { epoch: 'e', seq: 0, at: 0 });
  mirror.writer.takeFacts();
});
afterEach(() => mirror.close());

const ACCOUNT = '&account%5Bid%5D=31';
const body = (key: string, fields: Readonly<Record<string, string | number>>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(`${key}[0][${name}]`)}=${encodeURIComponent(value)}`)
    .join('&')}${ACCOUNT}`;
const leadBody = (action: string, fields: Readonly<Record<string, string | number>> = {}): string =>
  body(`leads[${action}]`, {
    id: 5,
    name: 'Lead 5',
    price: 1_000,
    pipeline_id: 1,
    status_id: 10,
    responsible_user_id: 7,
    last_modified: 1_001,
    modified_user_id: 8,
    ...fields,
  });

/** Stores bodies as events that begin at `seq`. */
function hear(seq: number, ...bodies: readonly string[]): StoredChanges | null {
  const events = bodies.map((text, index) => ({
    seq: seq + index,
    at: NOW + seq + index,
    changeEvents: readBody(text, { accountId: 31, timezone: 'Europe/Moscow', at: NOW }) ?? [],
  }));
  return mirror.writer.saveChanges('a', { epoch: 'e', events }, NOW);
}
const facts = (): readonly ChangeFact[] => mirror.writer.takeFacts();

describe('webhook', () => {
  it('change a lead and keep what they do not tell: its links', () => {
    const stored = hear(1, leadBody('status', { status_id: 20, name: 'Renamed' }));
    expect(stored?.change).toMatchObject({ leads: [5] });
    expect(mirror.reader.lead('a', 5)).toMatchObject({
      name: 'Renamed',
      statusId: 20,
      contacts: [{ id: 2 }],
    });
    expect(facts()).toMatchObject([{ kind: 'leadMoved', leadId: 5, statusId: 20, by: 8 }]);
  });

  it('told twice, or by the CRM itself as well, are one change and one fact', () => {
    const moved = leadBody('status', { status_id: 20 });
    expect(hear(1, moved, leadBody('update', { status_id: 20 }))?.change).toMatchObject({ leads: [5] });
    expect(hear(3, moved)?.change).toBeNull();
    const asTheCrmTells = lead(5, {
      contactIds: [2],
      mainContactId: 2,
      statusId: 20,
      updatedAt: 1_001,
      updatedBy: 8,
    });
    expect(mirror.writer.remember('a', [{ list: 'leads', rows: [asTheCrmTells] }], [], NOW)).toBeNull();
    expect(facts()).toHaveLength(1);
  });

  it('older ones never overwrite newer rows, whichever way those came', () => {
    hear(1, leadBody('update', { name: 'Newest', last_modified: 3_000 }));
    expect(hear(2, leadBody('update', { name: 'Late', last_modified: 2_000 }))?.change).toBeNull();
    expect(mirror.reader.lead('a', 5)?.name).toBe('Newest');
  });

  it('that come after a deletion do not bring it back; a restoration and the CRM itself do', () => {
    hear(1, body('leads[delete]', { id: 5, status_id: 10, pipeline_id: 1 }));
    hear(2, leadBody('update', { last_modified: 2_000 }));
    expect(mirror.reader.lead('a', 5)).toBeNull();
    const restored = hear(3, leadBody('restore', { last_modified: 2_000 }));
    expect(mirror.reader.lead('a', 5)).not.toBeNull();
    expect(restored?.refetch).toEqual([{ entity: 'lead', id: 5 }]);
    hear(4, body('leads[delete]', { id: 5 }));
    mirror.writer.remember('a', [{ list: 'leads', rows: [lead(5, { updatedAt: 2_000 })] }], [], NOW);
    hear(5, leadBody('update', { name: 'Goes on', last_modified: 2_001 }));
    expect(mirror.reader.lead('a', 5)?.name).toBe('Goes on');
  });

  it('are stored with their place in one step: what comes again is passed over, a gap is refused whole', () => {
    hear(1, leadBody('update', { name: 'One' }), leadBody('update', { name: 'Two', last_modified: 1_002 }));
    expect(mirror.writer.streamPosition('a')).toEqual({ epoch: 'e', seq: 2, at: NOW + 2 });
    expect(hear(1, leadBody('update', { name: 'Once more', last_modified: 9_999 }))?.change).toBeNull();
    expect(hear(4, leadBody('update', { name: 'Too far', last_modified: 9_999 }))).toBeNull();
    expect(mirror.reader.lead('a', 5)?.name).toBe('Two');
    expect(mirror.writer.streamPosition('a')?.seq).toBe(2);
  });

  it('of a lead nobody knew ask for what it is linked to', () => {
    const made = leadBody('add', { id: 9, name: 'New', created_at: 1_000 });
    expect(hear(1, made)?.refetch).toEqual([{ entity: 'lead', id: 9 }]);
    expect(mirror.reader.lead('a', 9)).toMatchObject({ name: 'New', statusId: 10 });
    expect(facts()).toMatchObject([{ kind: 'leadGiven', leadId: 9, to: 7, by: 8 }]);
    expect(hear(2, body('leads[update]', { id: 10 }))?.refetch).toEqual([{ entity: 'lead', id: 10 }]);
  });

  it('of a contact find it by its new number; the kind of a known number stays', () => {
    const fields = {
      id: 2,
      name: 'Anna',
      type: 'contact',
      responsible_user_id: 7,
      last_modified: 1_001,
      'custom_fields][0][id': 1,
      'custom_fields][0][code': 'PHONE',
      'custom_fields][0][values][0][value': '+7 999 000-00-01',
      'custom_fields][0][values][1][value': '+7 999 000-00-02',
    };
    expect(hear(1, body('contacts[update]', fields))?.change).toMatchObject({ contacts: [2] });
    expect(mirror.reader.contactOrCompany('a', { entity: 'contact', id: 2 })).toMatchObject({
      name: 'Anna',
      phones: [{ value: '+7 999 000-00-01', kind: 'WORK' }, { value: '+7 999 000-00-02' }],
    });
    expect(hear(2, body('contacts[update]', fields))?.change).toBeNull();
    hear(3, body('contacts[delete]', { id: 2, type: 'contact' }));
    expect(mirror.reader.contactOrCompany('a', { entity: 'contact', id: 2 })).toBeNull();
  });

  it("of tasks keep the agent's open ones, whatever zone their dates are in", () => {
    const task = (action: string, rest: Readonly<Record<string, string | number>> = {}): string =>
      body(`task[${action}]`, {
        id: 3,
        text: 'Call back',
        element_id: 5,
        element_type: 2,
        task_type: 1,
        main_user: 7,
        complete_before: 1_800_000_000,
        // Now in Moscow, three hours from now in UTC.
        last_modified: '2023-11-15 01:13:20',
        modified_user_id: 8,
        ...rest,
      });
    const mine = (): readonly number[] =>
      mirror.reader.tasksOf('a', { entity: 'lead', id: 5 }).map(({ id }) => id);
    hear(1, task('add'));
    expect(mine()).toEqual([3]);
    expect(facts()).toMatchObject([
      { kind: 'taskGiven', taskId: 3, about: { entity: 'lead', id: 5 }, by: 8 },
    ]);
    // The same moment, told in UTC.
    hear(2, task('update', { text: 'Call back soon', last_modified: '2023-11-14 22:13:20' }));
    expect(mirror.reader.tasksOf('a', { entity: 'lead', id: 5 })[0]?.text).toBe('Call back soon');
    hear(3, task('responsible', { main_user: 9, last_modified: '2023-11-15 01:13:21' }));
    expect(mine()).toEqual([]);
    hear(4, task('add', { id: 4, main_user: 9 }));
    expect(mine()).toEqual([]);
  });

  it('of a task that was done or given away do not bring it back when they come late; newer ones do', () => {
    const task = (at: string, rest: object = {}): string =>
      body('task[update]', {
        id: 3,
        text: 'Call back',
        element_id: 5,
        element_type: 2,
        main_user: 7,
        complete_before: 1_800_000_000,
        last_modified: `2023-11-15 01:13:${at}`,
        ...rest,
      });
    const mine = (): readonly number[] =>
      mirror.reader.tasksOf('a', { entity: 'lead', id: 5 }).map(({ id }) => id);
    for (const leaves of [{ status: 1, action_close: 1 }, { main_user: 9 }]) {
      const seq = leaves.status === undefined ? 5 : 1;
      hear(seq, task(`1${seq}`), task(`1${seq + 2}`, leaves));
      expect(mine()).toEqual([]);
      facts();
      // The first try was not answered: the CRM tells it again.
      expect(hear(seq + 2, task(`1${seq + 1}`, { text: 'Call' }))?.change).toBeNull();
      expect(mine()).toEqual([]);
      expect(facts()).toEqual([]);
      hear(seq + 3, task(`1${seq + 3}`));
      expect(mine()).toEqual([3]);
    }
  });

  it('of a task name who made it as who gave it, but not where it changed hands later', () => {
    const task = (action: string, id: number, rest: object = {}): string =>
      body(`task[${action}]`, {
        id,
        text: 'Call back',
        main_user: 7,
        complete_before: 1_800_000_000,
        last_modified: '2023-11-15 01:13:20',
        created_user_id: 7,
        ...rest,
      });
    hear(1, task('add', 3));
    hear(2, task('update', 4, { old_responsible_user_id: 9 }));
    expect(facts()).toMatchObject([
      { kind: 'taskGiven', taskId: 3, by: 7 },
      { kind: 'taskGiven', taskId: 4, by: null },
    ]);
  });

  it('go to their own account alone', () => {
    expect(readBody(leadBody('update'), { accountId: 32, timezone: null, at: NOW })).toBeNull();
    hear(1, leadBody('update', { name: 'Mine' }));
    expect(mirror.reader.lead('b', 5)).toBeNull();
  });
});
