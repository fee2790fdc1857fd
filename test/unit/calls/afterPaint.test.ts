import { describe, expect, it } from 'vitest';
import { createAfterPaint } from '../../../main/calls/afterPaint.ts';
import { createFakeClock } from '../fakeClock.ts';

function setUp() {
  const clock = createFakeClock();
  const turns: (() => void)[] = [];
  const afterPaint = createAfterPaint({ clock, soon: (work) => turns.push(work) });
  const done: string[] = [];
  return {
    clock,
    afterPaint,
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
    const { afterPaint, does, done, nextTurn } = setUp();
    afterPaint.later(does('a'));
    afterPaint.later(does('b'));
    expect(done).toEqual([]);
    nextTurn();
    expect(done).toEqual(['a', 'b']);
  });

  it('waits for the name, and keeps its order', () => {
    const { afterPaint, does, done, nextTurn } = setUp();
    afterPaint.later(does('before the ring'));
    afterPaint.expect();
    afterPaint.later(does('the ring'));
    nextTurn();
    expect(done).toEqual([]);
    afterPaint.painted();
    expect(done).toEqual(['before the ring', 'the ring']);
    afterPaint.later(does('later'));
    nextTurn();
    expect(done).toEqual(['before the ring', 'the ring', 'later']);
  });

  it('is done after 100 ms when no paint is reported', async () => {
    const { afterPaint, clock, does, done } = setUp();
    afterPaint.expect();
    afterPaint.later(does('the ring'));
    await clock.advance(99);
    expect(done).toEqual([]);
    await clock.advance(1);
    expect(done).toEqual(['the ring']);
  });
});
