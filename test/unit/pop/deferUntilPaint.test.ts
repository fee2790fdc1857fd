import { describe, expect, it } from 'vitest';
import { createDeferUntilPaint } from '../../../main/pop/deferUntilPaint.ts';
import { createFakeClock } from '../fakeClock.ts';

function setUp() {
  const clock = createFakeClock();
  const turns: (() => void)[] = [];
  const deferUntilPaint = createDeferUntilPaint({ clock, soon: (work) => turns.push(work) });
  const done: string[] = [];
  return {
    clock,
    deferUntilPaint,
    done,
    does: (name: string) => (): void => {
      done.push(name);
    },
    nextTurn: (): void => {
      for (const work of turns.splice(0)) work();
    },
  };
}

describe('work after the paint', () => {
  it('waits for a turn only, when nothing is being painted', () => {
    const { deferUntilPaint, does, done, nextTurn } = setUp();
    deferUntilPaint.later(does('a'));
    deferUntilPaint.later(does('b'));
    expect(done).toEqual([]);
    nextTurn();
    expect(done).toEqual(['a', 'b']);
  });

  it('waits for the name, and keeps its order', () => {
    const { deferUntilPaint, does, done, nextTurn } = setUp();
    deferUntilPaint.later(does('before the ring'));
    deferUntilPaint.expect();
    deferUntilPaint.later(does('the ring'));
    nextTurn();
    expect(done).toEqual([]);
    deferUntilPaint.painted();
    expect(done).toEqual(['before the ring', 'the ring']);
    deferUntilPaint.later(does('later'));
    nextTurn();
    expect(done).toEqual(['before the ring', 'the ring', 'later']);
  });

  it('is done after 100 ms when no paint is reported', async () => {
    const { deferUntilPaint, clock, does, done } = setUp();
    deferUntilPaint.expect();
    deferUntilPaint.later(does('the ring'));
    await clock.advance(99);
    expect(done).toEqual([]);
    await clock.advance(1);
    expect(done).toEqual(['the ring']);
  });

  it('is done at the stop, and nothing after it: the journal is closed then', () => {
    const { deferUntilPaint, does, done, nextTurn } = setUp();
    deferUntilPaint.expect();
    deferUntilPaint.later(does('before the stop'));
    deferUntilPaint.stop();
    expect(done).toEqual(['before the stop']);
    deferUntilPaint.later(does('after it'));
    nextTurn();
    expect(done).toEqual(['before the stop']);
  });
});
