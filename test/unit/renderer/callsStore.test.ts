import { describe, expect, it } from 'vitest';
import type { Answer, CallsSnapshot, Events } from '../../../preload/contract.ts';
import { foldCall } from '../../../renderer/state/callsFold.ts';
import { createCallsStore } from '../../../renderer/state/callsStore.ts';
import { call, today } from '../../renderer/calls.ts';

const older = call({ id: 'older', startedAt: 1000 });
const newer = call({ id: 'newer', startedAt: 3000 });
const snapshot = (version: number): CallsSnapshot => ({ ...today(newer, older), version });
const event = (
  version: number,
  changed = call({ id: 'older', startedAt: 1000, note: `v${version}` }),
): Events['calls'] => ({
  version,
  call: changed,
  summary: snapshot(version).summary,
});

describe('one event after a snapshot', () => {
  it('replaces the call in its place', () => {
    const next = foldCall(snapshot(1), event(2));
    expect(next).toMatchObject({ version: 2, calls: [{ id: 'newer' }, { id: 'older', note: 'v2' }] });
  });

  it('puts a call that appeared where its start belongs', () => {
    const next = foldCall(snapshot(1), event(2, call({ id: 'between', startedAt: 2000 })));
    expect(next).toMatchObject({ calls: [{ id: 'newer' }, { id: 'between' }, { id: 'older' }] });
  });

  it('is ignored when it is older, and a gap when one between is missing', () => {
    const known = snapshot(5);
    expect(foldCall(known, event(5))).toBe(known);
    expect(foldCall(known, event(7))).toBe('gap');
  });
});

describe('the calls of a window', () => {
  /** A store whose reads are answered by hand. */
  function bench() {
    const reads: ((answer: Answer<CallsSnapshot>) => void)[] = [];
    let tell: (heard: Events['calls']) => void = () => undefined;
    let tellGone: (heard: Events['callGone']) => void = () => undefined;
    const store = createCallsStore({
      read: () =>
        new Promise((resolve) => {
          reads.push(resolve);
        }),
      on: (hear) => {
        tell = hear;
        return () => undefined;
      },
      onGone: (hear) => {
        tellGone = hear;
        return () => undefined;
      },
    });
    const answer = async (index: number, version: number): Promise<void> => {
      reads[index]?.({ ok: true, value: snapshot(version) });
      await new Promise((resolve) => setImmediate(resolve));
    };
    return {
      store,
      reads,
      answer,
      tell: (heard: Events['calls']) => tell(heard),
      tellGone: (heard: Events['callGone']) => tellGone(heard),
    };
  }

  it('lose the one that went to another account, and are read again when an event before it was missed', async () => {
    const { store, reads, answer, tellGone } = bench();
    await answer(0, 1);
    tellGone({ version: 2, callId: 'older', summary: snapshot(2).summary });
    expect(store.get()).toMatchObject({ version: 2, calls: [{ id: 'newer' }] });
    tellGone({ version: 4, callId: 'newer', summary: snapshot(4).summary });
    expect(reads).toHaveLength(2);
  });

  it('are read once and then follow the events', async () => {
    const { store, reads, answer, tell } = bench();
    await answer(0, 1);
    tell(event(2));
    expect(store.get()).toMatchObject({ version: 2 });
    expect(reads).toHaveLength(1);
  });

  it('are read again after a gap', async () => {
    const { store, reads, answer, tell } = bench();
    await answer(0, 1);
    tell(event(4));
    expect(reads).toHaveLength(2);
    await answer(1, 4);
    expect(store.get()).toMatchObject({ version: 4 });
  });

  it('are read again when an event came while an older answer was on its way', async () => {
    const { store, reads, answer, tell } = bench();
    tell(event(2));
    await answer(0, 1);
    expect(reads).toHaveLength(2);
    await answer(1, 2);
    expect(store.get()).toMatchObject({ version: 2 });
    expect(reads).toHaveLength(2);
  });
});
