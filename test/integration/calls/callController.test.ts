import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeLeftOpen } from '../../../main/calls/tracking/unfinishedCalls.ts';
import { JournalWriteError } from '../../../main/journal/journalError.ts';
import type { Match } from '../../../preload/contract.ts';
import { lead, contactOrCompany } from '../../unit/mirror/mirrorFile.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => {
  ringing.close();
});

const IVAN = '+79161234567';
const last = () => ringing.shown.at(-1);
const shownCall = () => last()?.calls.find(({ call }) => call.id === last()?.focused);

describe('before hello', () => {
  it('the name, company and open lead are on the pop when the report returns, with nothing awaited', () => {
    ringing.mirror.save({ list: 'companies', rows: [contactOrCompany(5, [], { name: 'Ромашка' })] });
    ringing.mirror.save({
      list: 'contacts',
      rows: [contactOrCompany(1, [IVAN], { name: 'Иван', companyId: 5 })],
    });
    ringing.mirror.save({ list: 'leads', rows: [lead(9, { contactIds: [1], price: 5_000 })] });
    ringing.report('ringing', '8 (916) 123-45-67');
    expect(ringing.visible()).toBe(true);
    expect(shownCall()).toMatchObject({
      call: { direction: 'inbound', state: 'ringing', callerName: 'Иван' },
      caller: {
        certainty: 'certain',
        matches: [{ name: 'Иван', company: 'Ромашка', leads: [{ id: 9, price: 5_000 }] }],
      },
    });
    expect(ringing.journal.calls.since('a', 0)).toEqual([]);
  });

  it('the journal has the call a turn later', async () => {
    ringing.report('ringing', IVAN);
    await ringing.clock.settle();
    expect(ringing.journal.calls.get('a', 'call-1')).toMatchObject({ state: 'ringing', e164: IVAN });
  });

  it('the account that knows the number has the call; the first one when nobody does', () => {
    ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [IVAN])] }, 'b');
    ringing.report('ringing', IVAN);
    expect(shownCall()?.account.key).toBe('b');
    ringing.report('ringing', '+79990000000');
    expect(shownCall()?.account.key).toBe('a');
  });

  it.each(['anonymous', '101', '*72'])('%s is shown and never looked up', (number) => {
    ringing.report('ringing', number);
    expect(shownCall()?.caller.matches).toEqual([]);
    expect(shownCall()?.caller.freshness).toBe('local');
  });
});

describe('what the CRM says afterwards', () => {
  const fresh = (id: number, name: string): Match => ({
    entity: 'contact',
    id,
    name,
    company: null,
    phone: IVAN,
    responsible: null,
    responsibleIsMe: false,
    leads: [],
    lastContact: null,
    certainty: 'certain',
    updatedAt: 0,
  });

  it('changes what is shown in place and appends what is new', async () => {
    ringing.mirror.save({
      list: 'contacts',
      rows: [contactOrCompany(1, [IVAN]), contactOrCompany(2, [IVAN])],
    });
    ringing.crmSays = () => [fresh(3, 'New'), fresh(1, 'Renamed')];
    ringing.report('ringing', IVAN);
    const before = shownCall()?.caller.matches.map(({ id }) => id) ?? [];
    await ringing.clock.settle();
    expect(shownCall()?.caller.matches.map(({ id }) => id)).toEqual([...before, 3]);
    expect(shownCall()?.caller.matches.find(({ id }) => id === 1)?.name).toBe('Renamed');
    expect(shownCall()?.caller.freshness).toBe('fresh');
  });

  it('names a caller the mirror did not know, in the journal too', async () => {
    ringing.crmSays = () => [fresh(3, 'New')];
    ringing.report('ringing', IVAN);
    expect(shownCall()?.caller.certainty).toBe('unknown');
    await ringing.clock.settle();
    expect(shownCall()?.caller.certainty).toBe('certain');
    expect(ringing.callViews.get('call-1')?.callerName).toBe('New');
  });

  it('is not missed when it cannot be asked: the mirror stays, and the pop says so', async () => {
    ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [IVAN])] });
    ringing.report('ringing', IVAN);
    await ringing.clock.settle();
    expect(shownCall()?.caller).toMatchObject({ certainty: 'certain', freshness: 'offline' });
  });
});

describe('a call from ring to result', () => {
  const talk = async (): Promise<void> => {
    ringing.report('ringing', IVAN);
    await ringing.clock.advance(2_000);
    ringing.report('answered', IVAN);
    await ringing.clock.advance(30_000);
    ringing.report('ended', IVAN);
    await ringing.clock.settle();
  };

  it('keeps its times, and one digit makes it undoable for ten seconds', async () => {
    await talk();
    const call = ringing.callViews.get('call-1');
    expect((call?.endedAt ?? 0) - (call?.answeredAt ?? 0)).toBe(30_000);
    expect(call?.endReason).toBe('completed');
    expect(ringing.actions.log('call-1', 4)).toMatchObject({
      ok: true,
      value: { result: 4, log: { state: 'undoable' } },
    });
    expect(ringing.actions.undo('call-1')).toMatchObject({
      ok: true,
      value: { result: null, log: { state: 'unlogged' } },
    });
  });

  it('of whose end no softphone tells is logged after the agent says that it is over', async () => {
    ringing.report('ringing', IVAN);
    ringing.report('answered', IVAN);
    await ringing.clock.advance(45_000);
    expect(ringing.actions.log('call-1', 4)).toMatchObject({ ok: false, error: { code: 'notNow' } });
    ringing.controller.over('call-1');
    expect(shownCall()?.call).toMatchObject({ state: 'ended', endReason: 'completed' });
    await ringing.clock.settle();
    const call = ringing.journal.calls.get('a', 'call-1');
    expect((call?.endedAt ?? 0) - (call?.answeredAt ?? 0)).toBe(45_000);
    expect(ringing.actions.log('call-1', 4)).toMatchObject({ ok: true, value: { result: 4 } });
  });

  it('cannot be logged before its end', async () => {
    ringing.report('ringing', IVAN);
    await ringing.clock.settle();
    expect(ringing.actions.log('call-1', 4)).toMatchObject({ ok: false, error: { code: 'notNow' } });
  });

  it('the last choice for a number comes first the next time', async () => {
    ringing.mirror.save({
      list: 'contacts',
      rows: [contactOrCompany(1, [IVAN]), contactOrCompany(2, [IVAN])],
    });
    await talk();
    const other = shownCall()?.caller.matches[1]?.id ?? 0;
    expect(ringing.actions.choose('call-1', { entity: 'contact', entityId: other, leadId: null }).ok).toBe(
      true,
    );
    await ringing.clock.advance(60_000);
    ringing.report('ringing', IVAN);
    expect(shownCall()?.caller.matches[0]?.id).toBe(other);
  });

  it('creating a contact asks for duplicates first and creates nothing when there are some', async () => {
    await talk();
    ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [IVAN])] });
    ringing.crmSays = () => [];
    expect(
      await ringing.actions.createContact('call-1', { name: 'Иван', evenIfDuplicates: false }),
    ).toMatchObject({
      ok: true,
      value: { outcome: 'duplicates', matches: [{ id: 1 }] },
    });
    expect(ringing.journal.outbox.ofCall('a', 'call-1')).toEqual([]);
    expect(
      await ringing.actions.createContact('call-1', { name: 'Иван', evenIfDuplicates: true }),
    ).toMatchObject({
      value: { outcome: 'queued' },
    });
    expect(ringing.journal.outbox.ofCall('a', 'call-1')).toMatchObject([
      { write: { kind: 'newContact', callId: 'call-1' } },
    ]);
  });

  it('a call left open by a dead process is closed with a mark', async () => {
    ringing.report('ringing', IVAN);
    await ringing.clock.settle();
    closeLeftOpen(ringing.journal);
    expect(ringing.callViews.get('call-1')).toMatchObject({ state: 'ended', endReason: 'unknown' });
  });
});

describe('once the CRM may hold a call', () => {
  it('its note and its person can no longer be changed here: nothing would carry the change over', async () => {
    ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [IVAN])] });
    ringing.report('ringing', IVAN);
    ringing.report('answered', IVAN);
    await ringing.clock.settle();
    ringing.report('ended', IVAN);
    await ringing.clock.settle();
    ringing.actions.setNote('call-1', 'as sent');
    ringing.actions.log('call-1', 4);
    const [row] = ringing.journal.outbox.ofCall('a', 'call-1');
    ringing.journal.outbox.lease(row?.id ?? 0, ringing.clock.now());
    expect(ringing.actions.setNote('call-1', 'too late')).toMatchObject({
      ok: false,
      error: { code: 'tooLate' },
    });
    expect(ringing.actions.setNote('call-1', 'as sent').ok).toBe(true);
    const target = { entity: 'contact' as const, entityId: 1, leadId: null };
    expect(ringing.actions.choose('call-1', target)).toMatchObject({ ok: false, error: { code: 'tooLate' } });
  });
});

describe('the recording of a call', () => {
  const at = 1_700_000_000_000;
  const event = (kind: 'ringing' | 'answered' | 'ended', id: string | null, rawNumber = IVAN) =>
    ({ source: 'hook', sourceCallId: id, kind, direction: 'inbound', rawNumber, line: null, at }) as const;
  const recordings = (): readonly unknown[] =>
    ringing.journal.calls.since('a', 0).map(({ rawNumber, recording }) => [rawNumber, recording]);

  it('is kept with the call its event was about: by its id, else by its number', async () => {
    ringing.controller.report(event('ringing', 'one'), 0);
    ringing.controller.report(event('ringing', 'two', '+79160000000'), 0);
    ringing.controller.report({ ...event('answered', 'one'), recording: 'https://pbx/first.mp3' }, 0);
    ringing.controller.report({ ...event('ended', 'one'), recording: 'https://pbx/1.mp3' }, 0);
    await ringing.clock.settle();
    expect(recordings()).toHaveLength(2);
    expect(recordings()).toContainEqual(['+79160000000', undefined]);
    expect(recordings()).toContainEqual([IVAN, 'https://pbx/1.mp3']);
    ringing.controller.report({ ...event('ended', null, '+79160000000'), recording: 'https://pbx/2.mp3' }, 0);
    await ringing.clock.settle();
    expect(recordings()).toContainEqual(['+79160000000', 'https://pbx/2.mp3']);
  });

  it.each([1_000, 30_000])('that is told %i ms after the end begins no new call', async (later) => {
    const began = { at: ringing.clock.now() };
    for (const kind of ['ringing', 'answered', 'ended'] as const)
      ringing.controller.report({ ...event(kind, 'one'), ...began }, 0);
    await ringing.clock.advance(later);
    ringing.controller.report({ ...event('ended', 'one'), ...began, recording: 'https://pbx/1.mp3' }, 0);
    await ringing.clock.settle();
    expect(recordings()).toEqual([[IVAN, 'https://pbx/1.mp3']]);
  });

  it('of an id that was counted again is the newest call of it, with the number that is told', async () => {
    const callWith = async (rawNumber: string): Promise<void> => {
      for (const kind of ['ringing', 'answered', 'ended'] as const)
        ringing.controller.report({ ...event(kind, '7', rawNumber), at: ringing.clock.now() }, 0);
      await ringing.clock.advance(3_600_000);
    };
    await callWith(IVAN);
    await callWith('+79160000000');
    const told = { at: ringing.clock.now(), recording: 'https://pbx/old.mp3' };
    ringing.controller.report({ ...event('ended', '7', IVAN), ...told }, 0);
    ringing.controller.report({ ...event('ended', '7', ''), ...told, recording: 'https://pbx/new.mp3' }, 0);
    await ringing.clock.settle();
    expect(recordings()).toHaveLength(2);
    expect(recordings()).toContainEqual([IVAN, 'https://pbx/old.mp3']);
    expect(recordings()).toContainEqual(['+79160000000', 'https://pbx/new.mp3']);
  });

  it('that the journal refuses is written once it can be', async () => {
    for (const kind of ['ringing', 'answered'] as const) ringing.controller.report(event(kind, 'one'), 0);
    await ringing.clock.settle();
    vi.spyOn(ringing.journal.calls, 'setRecording').mockImplementationOnce(() => {
      throw new JournalWriteError('SQLITE_FULL', 'full');
    });
    ringing.controller.report({ ...event('ended', 'one'), recording: 'https://pbx/1.mp3' }, 0);
    await ringing.clock.settle();
    expect(recordings()).toEqual([[IVAN, undefined]]);
    await ringing.clock.advance(1_000);
    expect(recordings()).toEqual([[IVAN, 'https://pbx/1.mp3']]);
  });

  it('that is told hours later is the one of the call that is in the CRM by then, and goes into its note', async () => {
    const began = { at: ringing.clock.now() };
    ringing.controller.report({ ...event('ringing', 'one'), ...began }, 0);
    ringing.controller.report({ ...event('answered', 'one'), ...began }, 0);
    ringing.controller.report({ ...event('ended', 'one'), ...began }, 0);
    await ringing.clock.settle();
    const [call] = ringing.journal.calls.since('a', 0);
    ringing.actions.log(call?.id ?? '', 4);
    const rows = () => ringing.journal.outbox.ofCall('a', call?.id ?? '');
    ringing.journal.outbox.done(rows()[0]?.id ?? 0, 55, ringing.clock.now(), 'contact:11');
    await ringing.clock.advance(3 * 3_600_000);
    for (const _ of [1, 2])
      ringing.controller.report({ ...event('ended', 'one'), recording: 'https://pbx/1.mp3' }, 0);
    await ringing.clock.settle();
    expect(recordings()).toEqual([[IVAN, 'https://pbx/1.mp3']]);
    expect(rows().map(({ write }) => write)).toMatchObject([
      { kind: 'logCall' },
      {
        kind: 'addRecording',
        target: { entity: 'contact', id: 11 },
        noteId: 55,
        link: 'https://pbx/1.mp3',
      },
    ]);
  });
});
