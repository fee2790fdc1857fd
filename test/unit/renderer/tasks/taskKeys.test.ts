import { describe, expect, it } from 'vitest';
import { presetOfDigit, taskAction } from '../../../../renderer/account/tasks/taskKeys.ts';
import { press } from '../press.ts';

describe('keys of the tasks', () => {
  it('complete with a result in one press', () => {
    expect(taskAction(press('d'), true)).toEqual({ do: 'done' });
    expect(taskAction(press('4'), true)).toEqual({ do: 'complete', result: 4 });
    expect(taskAction(press('7'), true)).toEqual({ do: 'complete', result: 7 });
    expect(taskAction(press('8'), true)).toBeNull();
  });

  it('are found by their place on a Russian keyboard', () => {
    expect(taskAction(press('в', { code: 'KeyD' }), true)).toEqual({ do: 'done' });
    expect(taskAction(press('ь', { code: 'KeyM' }), true)).toEqual({ do: 'chooseTime' });
    expect(taskAction(press('ф', { code: 'KeyA' }), true)).toEqual({ do: 'assign' });
  });

  it('do nothing to a task when none is selected', () => {
    for (const key of ['d', '4', 'r', 'm', 'a', 'c', 'o']) expect(taskAction(press(key), false)).toBeNull();
    expect(taskAction(press('n'), false)).toEqual({ do: 'create' });
    expect(taskAction(press('Backspace'), false)).toEqual({ do: 'undo' });
  });

  it('are no commands with Ctrl, Alt or Cmd, and leave the letters of the views alone', () => {
    expect(taskAction(press('d', { ctrlKey: true }), true)).toBeNull();
    expect(taskAction(press('4', { altKey: true }), true)).toBeNull();
    for (const letter of ['g', 'k', 'l', 't']) expect(taskAction(press(letter), true)).toBeNull();
  });
});

describe('where a time is chosen', () => {
  it('digits are the presets', () => {
    expect(['1', '2', '3', '4'].map((key) => presetOfDigit(press(key)))).toEqual([
      'inAnHour',
      'tomorrow',
      'monday',
      null,
    ]);
  });
});
