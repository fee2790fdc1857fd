import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trayLabel, trayState, trayTip } from '../../../../main/windows/system/trayLabel.ts';
import { speak } from '../../../speech.ts';

const account = { key: 'a', name: 'Northwind', colour: '#2f6fdb', missed: 0, waiting: 0, owed: 0 };

describe('an account in the menu of the tray', () => {
  it.each([
    [{}, 'Northwind', 'Northwind'],
    [{ missed: 2 }, 'Northwind (2 missed)', 'Northwind (пропущено 2)'],
    [{ owed: 2 }, 'Northwind (2 without a result)', 'Northwind (без результата 2)'],
    [{ waiting: 3 }, 'Northwind (3 waiting)', 'Northwind (ждут отправки 3)'],
    [
      { missed: 2, waiting: 3 },
      'Northwind (2 missed, 3 waiting)',
      'Northwind (пропущено 2, ждут отправки 3)',
    ],
    [{ name: 'Smith & Sons' }, 'Smith && Sons', 'Smith && Sons'],
  ])('with %j', (more, english, russian) => {
    expect(trayLabel({ ...account, ...more }, speak('en'))).toBe(english);
    expect(trayLabel({ ...account, ...more }, speak('ru'))).toBe(russian);
  });

  it('the icon counts the missed callers of all accounts, and says nothing of none', () => {
    const accounts = [{ ...account, missed: 2 }, account, { ...account, key: 'b', missed: 1 }];
    expect(trayTip(accounts, speak('en'))).toBe('Ringside: 3 missed');
    expect(trayTip([account], speak('en'))).toBe('Ringside');
  });
});

describe('the icon of the tray', () => {
  it('shows a call before what waits, and what waits in any account', () => {
    const missed = { ...account, missed: 1 };
    const waiting = { ...account, waiting: 1 };
    expect(trayState([missed], true)).toBe('call');
    expect(trayState([], true)).toBe('call');
    expect(trayState([account, missed], false)).toBe('waits');
    expect(trayState([account, waiting], false)).toBe('waits');
    expect(trayState([account], false)).toBe('idle');
    expect(trayState([], false)).toBe('idle');
  });

  it('has a picture of each state, at two sizes, and as macOS colours it', () => {
    for (const state of ['idle', 'call', 'waits'])
      for (const ending of ['.png', '@2x.png', 'Template.png', 'Template@2x.png'])
        expect(existsSync(`build/tray/${state}${ending}`)).toBe(true);
  });
});
