import { describe, expect, it } from 'vitest';
import type { TaskRow } from '../../../preload/contract.ts';
import { createHeldTasks } from '../../../main/notifications/heldTasks.ts';

const task = (id: number): TaskRow => ({
  id,
  text: 'Call back',
  typeId: 1,
  type: null,
  completeTill: 1_000,
  responsibleId: null,
  responsible: null,
  about: null,
  person: null,
  pending: null,
});

function held() {
  const told: number[] = [];
  const state = { busy: false, done: new Set<number>() };
  const tasks = createHeldTasks({
    isBusy: () => state.busy,
    isStillDue: (_account, { id }) => !state.done.has(id),
    tell: (_account, { id }) => told.push(id),
  });
  return { told, state, tasks };
}

describe('a callback that falls due', () => {
  it('is told at once while nobody is on the phone', () => {
    const { told, tasks } = held();
    tasks.due('a', task(1));
    expect(told).toEqual([1]);
  });

  it('waits while a call is going on, until the last one is over, and is told once', () => {
    const { told, state, tasks } = held();
    state.busy = true;
    tasks.due('a', task(1));
    tasks.due('b', task(2));
    tasks.callsChanged();
    expect(told).toEqual([]);
    state.busy = false;
    tasks.callsChanged();
    tasks.callsChanged();
    expect(told).toEqual([1, 2]);
  });

  it('that was done or put off meanwhile is not told', () => {
    const { told, state, tasks } = held();
    state.busy = true;
    tasks.due('a', task(1));
    tasks.due('a', task(2));
    state.done.add(1);
    state.busy = false;
    tasks.callsChanged();
    expect(told).toEqual([2]);
  });
});
