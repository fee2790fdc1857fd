import { describe, expect, it } from 'vitest';
import { createNoteSaver, type NoteState } from '../../../renderer/state/noteSaver.ts';

type Outcome = 'saved' | 'failed' | 'tooLate';

/** A saver with a clock moved by hand and saves answered by hand. */
function bench() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const saves: { text: string; answer: (outcome: Outcome) => Promise<void> }[] = [];
  const states: NoteState[] = [];
  const saver = createNoteSaver({
    save: (text) =>
      new Promise((resolve) => {
        saves.push({
          text,
          answer: async (outcome) => {
            resolve(outcome);
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
    schedule: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    changed: (state) => states.push(state),
  });
  const wait = (ms: number): void => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  const texts = (): string[] => saves.map(({ text }) => text);
  const answer = async (index: number, outcome: Outcome): Promise<void> => saves[index]?.answer(outcome);
  return { saver, wait, texts, answer, states };
}

describe('saving a note', () => {
  it('saves once, 300 ms after the last key', () => {
    const { saver, wait, texts } = bench();
    saver.type('C');
    wait(299);
    saver.type('Ca');
    wait(299);
    expect(texts()).toEqual([]);
    wait(1);
    expect(texts()).toEqual(['Ca']);
  });

  it('saves at once when the field is left, and not again after that', async () => {
    const { saver, wait, texts, answer, states } = bench();
    saver.type('Call back');
    saver.flush();
    expect(texts()).toEqual(['Call back']);
    await answer(0, 'saved');
    wait(10_000);
    saver.flush();
    expect(texts()).toEqual(['Call back']);
    expect(states).toEqual(['pending', 'saved']);
  });

  it('saves what was typed while a save was under way, after it', async () => {
    const { saver, texts, answer, states } = bench();
    saver.type('a');
    saver.flush();
    saver.type('ab');
    saver.flush();
    expect(texts()).toEqual(['a']);
    await answer(0, 'saved');
    expect(texts()).toEqual(['a', 'ab']);
    await answer(1, 'saved');
    expect(states.at(-1)).toBe('saved');
  });

  it('keeps the text and tries again every two seconds until it is saved', async () => {
    const { saver, wait, texts, answer, states } = bench();
    saver.type('a');
    saver.flush();
    await answer(0, 'failed');
    expect(states.at(-1)).toBe('unsaved');
    wait(2000);
    await answer(1, 'failed');
    wait(2000);
    await answer(2, 'saved');
    expect(texts()).toEqual(['a', 'a', 'a']);
    expect(states.at(-1)).toBe('saved');
  });

  it('says when it is too late and stops trying', async () => {
    const { saver, wait, texts, answer, states } = bench();
    saver.type('a');
    saver.flush();
    await answer(0, 'tooLate');
    wait(10_000);
    expect(texts()).toEqual(['a']);
    expect(states.at(-1)).toBe('tooLate');
  });
});
