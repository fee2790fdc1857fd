import { describe, expect, it } from 'vitest';
import { popAction, type PopKeyContext } from '../../../renderer/pop/popKeys.ts';
import { press } from './press.ts';

const live: PopKeyContext = {
  panel: 'none',
  takesResult: false,
  live: true,
  undoable: false,
  choices: 0,
  mayCreate: false,
  calls: 1,
  others: 0,
  leads: 0,
  hasTask: false,
  mayPlan: false,
  likely: null,
};
const several = { ...live, choices: 3 };
const ended = { ...live, takesResult: true, live: false };
const endedSeveral = { ...several, takesResult: true, live: false };

const does = (key: string, context: PopKeyContext, typing = false, code = ''): unknown =>
  popAction(press(key, { code }), context, typing);

describe('digits on the pop', () => {
  it('choose the caller until the call has ended', () => {
    expect(does('2', several)).toEqual({ do: 'choose', index: 1 });
    expect(does('4', several)).toBeNull();
    expect(does('1', live)).toBeNull();
  });

  it('are results after the call, also when nobody was chosen', () => {
    expect(does('4', ended)).toEqual({ do: 'result', result: 4 });
    expect(does('2', endedSeveral)).toEqual({ do: 'result', result: 2 });
    expect(does('8', endedSeveral)).toBeNull();
  });

  it('are text in a field', () => {
    expect(does('4', ended, true)).toBeNull();
  });

  it('do nothing once the call was sent', () => {
    expect(does('4', { ...live, takesResult: false })).toBeNull();
  });

  it('work from the number pad and where digits need Shift', () => {
    expect(does('4', ended, false, 'Numpad4')).toEqual({ do: 'result', result: 4 });
    expect(does('(', ended, false, 'Digit5')).toEqual({ do: 'result', result: 5 });
  });

  it('are left to the system with Ctrl or Alt', () => {
    expect(popAction(press('4', { ctrlKey: true }), ended, false)).toBeNull();
    expect(popAction(press('4', { altKey: true }), ended, false)).toBeNull();
  });
});

describe('the after-call form on the pop', () => {
  const form = { ...ended, panel: 'form' as const };

  it('opens with F once results can be given; where six can be chosen F is the sixth', () => {
    expect(does('f', ended)).toEqual({ do: 'form' });
    expect(does('а', ended, false, 'KeyF')).toEqual({ do: 'form' });
    expect(does('f', live)).toBeNull();
    expect(does('f', { ...ended, choices: 6 })).toEqual({ do: 'choose', index: 5 });
  });

  it('takes no digit away: it still gives the result, unless it is typed into a field', () => {
    expect(does('4', form)).toEqual({ do: 'result', result: 4 });
    expect(does('4', form, true)).toBeNull();
    expect(does('n', form)).toBeNull();
    expect(does('Escape', form, true)).toEqual({ do: 'leaveField' });
    expect(does('Escape', form)).toEqual({ do: 'closePanel' });
  });
});

describe('letters on the pop', () => {
  it('choose the caller before and after the end', () => {
    expect(does('b', several)).toEqual({ do: 'choose', index: 1 });
    expect(does('B', endedSeveral)).toEqual({ do: 'choose', index: 1 });
    expect(does('d', endedSeveral)).toBeNull();
  });

  it('go by the place of the key on a Russian keyboard', () => {
    expect(does('и', endedSeveral, false, 'KeyB')).toEqual({ do: 'choose', index: 1 });
    expect(does('т', ended, false, 'KeyN')).toEqual({ do: 'note' });
  });

  it('E says that the call is over until it is, and is the fifth caller where there are five', () => {
    expect(does('e', live)).toEqual({ do: 'over' });
    expect(does('у', live, false, 'KeyE')).toEqual({ do: 'over' });
    expect(does('e', ended)).toBeNull();
    expect(does('e', live, true)).toBeNull();
    expect(does('e', { ...live, choices: 5 })).toEqual({ do: 'choose', index: 4 });
  });

  it('start the note and open the CRM', () => {
    expect(does('n', live)).toEqual({ do: 'note' });
    expect(does('o', live)).toEqual({ do: 'open' });
  });
});

describe('Esc on the pop', () => {
  it('hides it', () => {
    expect(does('Escape', ended)).toEqual({ do: 'hide' });
  });

  it('first leaves a field, and first closes a panel', () => {
    expect(does('Escape', ended, true)).toEqual({ do: 'leaveField' });
    expect(does('Escape', { ...ended, panel: 'search' }, true)).toEqual({ do: 'closePanel' });
  });
});

describe('undo on the pop', () => {
  const undoable = { ...ended, undoable: true };

  it('is Backspace or Ctrl+Z while there is time', () => {
    expect(does('Backspace', undoable)).toEqual({ do: 'undo' });
    expect(popAction(press('z', { ctrlKey: true, code: 'KeyZ' }), undoable, false)).toEqual({ do: 'undo' });
    expect(popAction(press('я', { ctrlKey: true, code: 'KeyZ' }), undoable, false)).toEqual({ do: 'undo' });
    expect(does('Backspace', ended)).toBeNull();
  });

  it('leaves Backspace and Ctrl+Z to the note while it is typed', () => {
    expect(does('Backspace', undoable, true)).toBeNull();
    expect(popAction(press('z', { ctrlKey: true }), undoable, true)).toBeNull();
  });
});

describe('steps on the pop', () => {
  it('open by their keys and keep digits from being results meanwhile', () => {
    expect(does('/', live)).toEqual({ do: 'search' });
    expect(does('.', live, false, 'Slash')).toEqual({ do: 'search' });
    expect(does('+', { ...live, mayCreate: true })).toEqual({ do: 'create' });
    expect(does('+', live)).toBeNull();
    expect(does('4', { ...ended, panel: 'create' })).toBeNull();
  });

  it('switch between calls only when there are several', () => {
    expect(popAction(press('Tab', { ctrlKey: true }), { ...live, calls: 2 }, true)).toEqual({
      do: 'nextCall',
    });
    expect(popAction(press('Tab', { ctrlKey: true }), live, false)).toBeNull();
    expect(does('Tab', live)).toBeNull();
  });
});

describe('what goes with a result', () => {
  const planned = { ...ended, leads: 5, hasTask: true, mayPlan: true, likely: { result: 4 } as const };

  it('A, B and C choose a deal in any state, where no caller is chosen by letters', () => {
    for (const context of [planned, { ...live, leads: 5 }]) {
      expect(does('a', context)).toEqual({ do: 'lead', index: 0 });
      expect(does('c', context)).toEqual({ do: 'lead', index: 2 });
    }
    expect(does('c', { ...planned, leads: 2 })).toBeNull();
    expect(does('c', { ...endedSeveral, leads: 5 })).toEqual({ do: 'choose', index: 2 });
    expect(does('x', planned)).toEqual({ do: 'moreLeads' });
    expect(does('x', ended)).toBeNull();
  });

  it('T goes through the times of a task, G moves the deal on, D ends what was due', () => {
    expect(does('t', planned)).toEqual({ do: 'planTask' });
    expect(does('g', planned)).toEqual({ do: 'planStage' });
    expect(does('d', planned)).toEqual({ do: 'taskDone' });
    expect(does('t', { ...planned, mayPlan: false })).toBeNull();
    expect(does('t', planned, true)).toBeNull();
  });

  it('I looks back at the last calls and notes of whoever is shown, unless it is the ninth caller', () => {
    expect(does('i', { ...live, hasPast: true })).toEqual({ do: 'past' });
    expect(does('i', { ...ended, hasPast: true })).toEqual({ do: 'past' });
    expect(does('i', { ...live, hasPast: true }, true)).toBeNull();
    expect(does('i', live)).toBeNull();
    expect(does('i', { ...endedSeveral, choices: 9, hasPast: true })).toEqual({ do: 'choose', index: 8 });
  });

  it('J goes to the fields the agent chose, where there are some', () => {
    expect(does('j', { ...live, hasFields: true })).toEqual({ do: 'fields' });
    expect(does('j', { ...ended, hasFields: true })).toEqual({ do: 'fields' });
    expect(does('j', { ...live, hasFields: true }, true)).toBeNull();
    expect(does('j', live)).toBeNull();
  });

  it('Ctrl+Enter saves all of it from anywhere, with the likely result', () => {
    const save = (context: PopKeyContext, typing: boolean, modifier: object): unknown =>
      popAction({ ...press('Enter'), ...modifier }, context, typing);
    for (const modifier of [{ ctrlKey: true }, { metaKey: true }])
      for (const typing of [true, false])
        expect(save(planned, typing, modifier)).toEqual({ do: 'result', result: 4 });
    expect(save({ ...planned, panel: 'form' }, true, { ctrlKey: true })).toEqual({ do: 'result', result: 4 });
    expect(save({ ...planned, panel: 'search' }, true, { ctrlKey: true })).toBeNull();
    expect(save({ ...planned, likely: null }, false, { ctrlKey: true })).toBeNull();
    expect(save({ ...planned, takesResult: false }, false, { ctrlKey: true })).toBeNull();
    expect(save(planned, false, {})).toBeNull();
  });
});

describe('the keys of the phone', () => {
  const phone = { ...live, phone: ['hold', 'mute', 'park', 'transfer', 'hangUp'] as const };
  const step = (key: string, context: PopKeyContext, typing = false): unknown => {
    const action = does(key, context, typing);
    return action !== null && typeof action === 'object' && 'step' in action ? action.step : null;
  };

  it('do what the phone can now, and nothing else', () => {
    expect(['h', 'u', 'p', 'r', 'k', 'e'].map((key) => step(key, phone))).toEqual([
      'hold',
      'mute',
      'park',
      'transfer',
      'colleagues',
      'hangUp',
    ]);
    expect(step('y', phone)).toBeNull();
    expect(step('y', { ...live, phone: ['answer', 'hangUp'] })).toBe('answer');
  });

  it('R and K end the question to a colleague: put through, or back to the caller', () => {
    const asking = { ...live, phone: ['mute', 'consult'] as const, consulting: true };
    expect([step('r', asking), step('k', asking), step('e', asking)]).toEqual(['complete', 'cancel', null]);
  });

  it('E says that the call is over where the phone cannot hang up', () => {
    expect(does('e', live)).toEqual({ do: 'over' });
    expect(does('e', { ...live, phone: ['hold'] })).toEqual({ do: 'over' });
  });

  it('are text in a field, and choose the caller where there are so many', () => {
    expect(does('r', phone, true)).toBeNull();
    expect(does('h', { ...phone, choices: 9 })).toEqual({ do: 'choose', index: 7 });
  });
});

describe('the call script on the pop', () => {
  const open = { ...ended, panel: 'script' as const, hasScript: true };

  it('L opens it where the team has one, and puts it away', () => {
    expect(does('l', { ...live, hasScript: true })).toEqual({ do: 'script' });
    expect(does('д', { ...live, hasScript: true }, false, 'KeyL')).toEqual({ do: 'script' });
    expect(does('l', live)).toBeNull();
    expect(does('l', open)).toEqual({ do: 'closePanel' });
    expect(does('Escape', open)).toEqual({ do: 'closePanel' });
  });

  it('beside it a result is taken back while there is time', () => {
    const undoable = { ...open, undoable: true };
    expect(does('Backspace', undoable)).toEqual({ do: 'undo' });
    expect(popAction(press('z', { ctrlKey: true }), undoable, false)).toEqual({ do: 'undo' });
    expect(popAction(press('z', { ctrlKey: true }), undoable, true)).toBeNull();
    expect(does('Backspace', open)).toBeNull();
  });

  it('beside it the note and the results are there', () => {
    expect(does('n', open)).toEqual({ do: 'note' });
    expect(does('4', open)).toEqual({ do: 'result', result: 4 });
    expect(does('4', { ...open, takesResult: false })).toBeNull();
    expect(does('4', open, true)).toBeNull();
    expect(does('Escape', open, true)).toEqual({ do: 'leaveField' });
  });
});
