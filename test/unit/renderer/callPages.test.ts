import { describe, expect, it } from 'vitest';
import type { Answer, Call, CallFilter, CallPage, Events } from '../../../preload/contract.ts';
import { linesOfAll } from '../../../renderer/account/calls/callRows.ts';
import { foldMissed } from '../../../renderer/account/calls/missedFold.ts';
import { createCallPages } from '../../../renderer/state/callPages.ts';
import { call, today } from '../../renderer/calls.ts';
import { missedCaller } from '../../renderer/missed.ts';
import { NOW } from '../../renderer/people.ts';

const at = (startedAt: number, changes: Partial<Call> = {}): Call =>
  call({ id: `call at ${startedAt}`, startedAt, ...changes });
const event = (version: number, changed: Call): Events['calls'] => ({
  version,
  call: changed,
  summary: today().summary,
});
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Pages whose reads are answered by hand. */
function bench(filter: CallFilter) {
  const reads: { readonly cursor: string | null; readonly answer: (page: Answer<CallPage>) => void }[] = [];
  let tell: (heard: Events['calls']) => void = () => undefined;
  const pages = createCallPages({
    filter,
    read: (cursor) => new Promise((answer) => reads.push({ cursor, answer })),
    on: (hear) => {
      tell = hear;
      return () => {
        tell = () => undefined;
      };
    },
  });
  const answer = async (index: number, calls: Call[], next: string | null, version = 1): Promise<void> => {
    reads[index]?.answer({ ok: true, value: { version, calls, next } });
    await settled();
  };
  const ids = () => pages.get().calls?.map(({ startedAt }) => startedAt);
  return { pages, reads, answer, ids, tell: (heard: Events['calls']) => tell(heard) };
}

describe('pages of calls', () => {
  it('are read one at a time by the cursor handed out, until there is none; a call is there once', async () => {
    const { pages, reads, answer, ids } = bench('all');
    pages.more();
    expect(reads.map(({ cursor }) => cursor)).toEqual([null]);
    await answer(0, [at(9), at(8)], 'eight');
    pages.more();
    pages.more();
    expect(reads.map(({ cursor }) => cursor)).toEqual([null, 'eight']);
    await answer(1, [at(8), at(7)], null);
    expect(ids()).toEqual([9, 8, 7]);
    pages.more();
    expect(reads).toHaveLength(2);
    expect(pages.get()).toMatchObject({ hasMore: false, isReading: false, failure: null });
  });

  it('say why a page did not come, and go on where they were', async () => {
    const { pages, reads, answer, ids } = bench('all');
    reads[0]?.answer({ ok: false, error: { code: 'internal', message: '' } });
    await settled();
    expect(pages.get()).toMatchObject({ calls: null, failure: 'internal', isReading: false });
    pages.more();
    await answer(1, [at(9)], null);
    expect(ids()).toEqual([9]);
    expect(pages.get().failure).toBeNull();
  });

  it('keep a call in its place when it no longer fits, and take in one that now does', async () => {
    const { answer, ids, tell, pages } = bench('unlogged');
    await answer(0, [at(9), at(7)], 'more');
    tell(event(2, at(9, { result: 4, log: { state: 'undoable', undoUntil: 1 } })));
    expect(ids()).toEqual([9, 7]);
    expect(pages.get().calls?.[0]?.log.state).toBe('undoable');
    tell(event(3, at(8)));
    expect(ids()).toEqual([9, 8, 7]);
    tell(event(4, at(10, { log: { state: 'logged', at: 1 } })));
    expect(ids(), 'it does not fit').toEqual([9, 8, 7]);
    tell(event(5, at(2)));
    expect(ids(), 'it comes with its page').toEqual([9, 8, 7]);
  });

  it('are read again after a gap in the events, and an answer of before is of no use', async () => {
    const { pages, reads, answer, ids, tell } = bench('all');
    await answer(0, [at(9)], 'nine');
    pages.more();
    tell(event(5, at(11)));
    expect(pages.get().calls).toBeNull();
    await answer(1, [at(1)], null);
    expect(pages.get().calls).toBeNull();
    expect(reads[2]?.cursor).toBeNull();
    await answer(2, [at(11), at(9)], null, 5);
    expect(ids()).toEqual([11, 9]);
  });
});

describe('the list of all calls', () => {
  const HOUR = 3_600_000;
  const names = (todays: readonly Call[], older: readonly Call[]) =>
    linesOfAll(todays, older, NOW).map((line) =>
      line.kind === 'call' ? line.call.startedAt : line.day.kind,
    );

  it('has each day under its name and every call once: what misses in the CRM stands after today', () => {
    const [now, forgotten, yesterday] = [NOW - HOUR, NOW - 80 * HOUR, NOW - 25 * HOUR];
    expect(names([at(now), at(forgotten)], [at(now), at(yesterday), at(forgotten)])).toEqual([
      'day',
      now,
      'earlier',
      forgotten,
      'day',
      yesterday,
    ]);
  });
});

describe('missed callers', () => {
  it('keep their places: closed ones stay and say so, new ones come first, missed again opens', () => {
    const [anna, boris, vera] = [missedCaller('anna'), missedCaller('boris'), missedCaller('vera')];
    const first = foldMissed([], [anna, boris]);
    expect(first.map(({ isClosed }) => isClosed)).toEqual([false, false]);
    const second = foldMissed(first, [vera, boris]);
    expect(second.map(({ caller, isClosed }) => [caller.number, isClosed])).toEqual([
      ['vera', false],
      ['anna', true],
      ['boris', false],
    ]);
    const third = foldMissed(second, [missedCaller('anna', { times: 1 }), vera, boris]);
    expect(third.map(({ caller, isClosed }) => [caller.number, isClosed])).toEqual([
      ['vera', false],
      ['anna', false],
      ['boris', false],
    ]);
  });
});
