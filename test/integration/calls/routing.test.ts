import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Events, Match } from '../../../preload/contract.ts';
import { contactOrCompany } from '../../unit/mirror/mirrorFile.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

const IVAN = '+79161234567';
const LINE = { line: '101' };
let ringing: CallsUnderTest;
let asked: string[];
beforeEach(() => {
  ringing = createCallsUnderTest();
  asked = [];
  // No answer: an empty one would say that whom the copy has is gone.
  ringing.crmSays = (account) => {
    asked.push(account);
    return { kind: 'network', maySucceed: false, words: '' };
  };
  ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [IVAN], { name: 'Ivan of a' })] }, 'a');
  ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(7, [IVAN], { name: 'Ivan of b' })] }, 'b');
});
afterEach(() => {
  ringing.close();
});

const entry = () => ringing.shown.at(-1)?.calls.at(-1);
/** A whole call, rung and ended, nothing done with it. */
const call = async (number: string, more = {}): Promise<void> => {
  ringing.report('ringing', number, more);
  await ringing.clock.settle();
  ringing.report('ended', number, more);
  await ringing.clock.advance(61_000);
};

describe('a line that belongs to an account', () => {
  beforeEach(() => {
    ringing.lines.assign({ source: 'hook', line: '101' }, 'b');
  });

  it('has its calls, although another account knows the caller, and nobody else is asked', async () => {
    ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(9, ['+79990000000'])] }, 'a');
    ringing.report('ringing', '+79990000000', LINE);
    await ringing.clock.settle();
    expect(entry()).toMatchObject({
      account: { key: 'b' },
      caller: { certainty: 'unknown' },
      routing: {
        by: 'line',
        others: [
          { key: 'a', knows: false },
          { key: 'c', knows: false },
        ],
      },
    });
    expect(asked).toEqual(['b']);
  });

  it('is that of its source alone: another source may have a line of the same name', () => {
    ringing.report('ringing', IVAN, { ...LINE, source: 'baresip' });
    expect(entry()?.routing?.by).toBe('caller');
    expect(entry()?.account.key).toBe('a');
  });

  it('has the call also when the line is told after the ring, by a second source', async () => {
    ringing.report('ringing', IVAN, { source: 'bria' });
    await ringing.clock.settle();
    expect(entry()?.account.key).toBe('a');
    ringing.report('ringing', IVAN, LINE);
    await ringing.clock.settle();
    expect(entry()).toMatchObject({
      account: { key: 'b' },
      call: { account: 'b', line: '101', callerName: 'Ivan of b' },
      caller: { matches: [{ id: 7 }] },
      routing: { by: 'line' },
    });
    expect(ringing.journal.calls.get('a', 'call-1')).toBeNull();
    expect(ringing.journal.calls.get('b', 'call-1')).toMatchObject({ line: '101' });
  });

  it('does not take a call away from an account in which the agent chose who it is', async () => {
    ringing.report('ringing', IVAN, { source: 'bria' });
    await ringing.clock.settle();
    ringing.actions.choose('call-1', { entity: 'contact', entityId: 1, leadId: null });
    ringing.report('ringing', IVAN, LINE);
    await ringing.clock.settle();
    expect(entry()?.account.key).toBe('a');
    expect(ringing.journal.calls.get('a', 'call-1')).toMatchObject({ line: '101', chosen: { entityId: 1 } });
  });
});

describe('a line that belongs to none', () => {
  it('has every account asked on this computer who knows the caller, and the pop says so', async () => {
    ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(3, ['+79990000000'])] }, 'b');
    ringing.report('ringing', '+79990000000', LINE);
    await ringing.clock.settle();
    expect(entry()).toMatchObject({ account: { key: 'b' }, routing: { by: 'caller' } });
    // Of the CRMs, only its own.
    expect(asked).toEqual(['b']);
  });

  it('says who else knows him, first, and when nobody does', () => {
    ringing.report('ringing', IVAN, LINE);
    expect(entry()?.routing).toMatchObject({
      by: 'caller',
      others: [
        { key: 'b', knows: true },
        { key: 'c', knows: false },
      ],
    });
    ringing.report('ringing', '+79991111111', LINE);
    expect(entry()).toMatchObject({ account: { key: 'a' }, routing: { by: 'nobody' } });
  });

  it('is in the list of lines from its first call', async () => {
    await call(IVAN, LINE);
    expect(ringing.lines.list()).toMatchObject([{ source: 'hook', line: '101', account: null, how: 'seen' }]);
  });
});

describe('a call that is moved', () => {
  it('is the other account’s in the journal, on the pop and in both lists, with its note and without whom was chosen', async () => {
    const gone: [string, Events['callGone']][] = [];
    ringing.callViews.onGone((account, event) => gone.push([account, event]));
    ringing.report('ringing', IVAN, LINE);
    ringing.report('answered', IVAN, LINE);
    await ringing.clock.settle();
    ringing.actions.setNote('call-1', 'wants the blue ones');
    ringing.actions.choose('call-1', { entity: 'contact', entityId: 1, leadId: null });
    expect(ringing.controller.move('call-1', 'b')).toEqual({ ok: true, value: null });

    expect(ringing.journal.calls.get('a', 'call-1')).toBeNull();
    expect(ringing.journal.calls.get('b', 'call-1')).toMatchObject({
      note: 'wants the blue ones',
      chosen: null,
      callerName: 'Ivan of b',
      line: '101',
    });
    expect(entry()).toMatchObject({
      account: { key: 'b' },
      call: { account: 'b', state: 'talking', note: 'wants the blue ones', chosen: null },
      caller: { matches: [{ id: 7 }] },
      routing: { by: 'agent', others: [{ key: 'a' }, { key: 'c' }] },
    });
    expect(gone).toMatchObject([['a', { callId: 'call-1', summary: { total: 0 } }]]);
    expect(ringing.callViews.today('a').calls).toEqual([]);
    expect(ringing.callViews.today('b').calls).toMatchObject([{ id: 'call-1' }]);

    ringing.report('ended', IVAN, LINE);
    await ringing.clock.settle();
    expect(ringing.journal.calls.get('b', 'call-1')).toMatchObject({ endReason: 'completed' });
    expect(ringing.journal.calls.get('a', 'call-1')).toBeNull();
    expect(ringing.actions.log('call-1', 4).ok).toBe(true);
    expect(ringing.journal.outbox.ofCall('b', 'call-1')).toHaveLength(1);
    expect(ringing.journal.outbox.ofCall('a', 'call-1')).toEqual([]);
  });

  it('teaches whose its line is: the next call of the line rings there', async () => {
    ringing.report('ringing', IVAN, LINE);
    await ringing.clock.settle();
    ringing.controller.move('call-1', 'c');
    ringing.report('ended', IVAN, LINE);
    await ringing.clock.advance(61_000);
    ringing.report('ringing', IVAN, LINE);
    expect(entry()).toMatchObject({ account: { key: 'c' }, routing: { by: 'line' } });
    await ringing.clock.settle();
    ringing.lines.forget({ source: 'hook', line: '101' });
    ringing.report('ended', IVAN, LINE);
    await ringing.clock.advance(61_000);
    ringing.report('ringing', IVAN, LINE);
    expect(entry()).toMatchObject({ account: { key: 'a' }, routing: { by: 'caller' } });
  });

  it('may be an old one of the list, and teaches as well', async () => {
    await call(IVAN, LINE);
    expect(ringing.controller.move('call-1', 'b').ok).toBe(true);
    expect(ringing.journal.calls.accountOf('call-1')).toBe('b');
    expect(ringing.lines.ownerOf({ source: 'hook', line: '101' })).toBe('b');
  });

  it('is not moved once it has a result, nor into an account that is not there', async () => {
    ringing.report('ringing', IVAN, LINE);
    ringing.report('answered', IVAN, LINE);
    ringing.report('ended', IVAN, LINE);
    await ringing.clock.settle();
    expect(ringing.controller.move('call-1', 'nobody')).toEqual({ ok: false, error: 'unknownAccount' });
    expect(ringing.controller.move('call-9', 'b')).toEqual({ ok: false, error: 'unknownCall' });
    ringing.actions.log('call-1', 4);
    expect(ringing.controller.move('call-1', 'b')).toEqual({ ok: false, error: 'tooLate' });
    expect(ringing.journal.calls.accountOf('call-1')).toBe('a');
    expect(ringing.lines.ownerOf({ source: 'hook', line: '101' })).toBeNull();
    ringing.actions.undo('call-1');
    expect(ringing.controller.move('call-1', 'b').ok).toBe(true);
  });

  it('never shows what the account it was in learns of the caller afterwards', async () => {
    let answer: (matches: readonly Match[]) => void = () => undefined;
    const slow = new Promise<readonly Match[]>((resolve) => {
      answer = resolve;
    });
    ringing.crmAnswers = (account) => (account === 'a' ? slow : Promise.resolve([]));
    ringing.report('ringing', '+79995554433', LINE);
    await ringing.clock.settle();
    ringing.controller.move('call-1', 'b');
    await ringing.clock.settle();
    const secret = { ...ringing.mirror.reader.match('a', 'contact', 1), name: 'Only of a' } as Match;
    answer([secret]);
    await ringing.clock.settle();
    expect(JSON.stringify(entry())).not.toContain('Only of a');
    expect(ringing.journal.calls.get('b', 'call-1')?.callerName).toBeNull();
  });
});

describe('a call on hold', () => {
  it('is so on the pop and in the list, until it is taken up again or ends', async () => {
    ringing.report('ringing', IVAN);
    ringing.report('answered', IVAN);
    ringing.report('held', IVAN);
    await ringing.clock.settle();
    expect(entry()?.call.held).toBe(true);
    expect(ringing.callViews.get('call-1')?.held).toBe(true);
    ringing.report('resumed', IVAN);
    await ringing.clock.settle();
    expect(entry()?.call.held).toBe(false);
    ringing.report('held', IVAN);
    ringing.report('ended', IVAN);
    await ringing.clock.settle();
    expect(ringing.callViews.get('call-1')?.held).toBe(false);
  });
});
