import { describe, expect, it } from 'vitest';
import {
  choiceOfKey,
  likelyChoice,
  pagesOf,
  resultChoices,
} from '../../../renderer/call/disposition/resultChoices.ts';
import { popAction, type PopKeyContext } from '../../../renderer/pop/popKeys.ts';
import { OUTCOME_KEYS } from '../../../preload/constants.ts';
import { sampleOutcome } from '../calls/sampleOutcome.ts';
import { press } from './press.ts';

const call = { account: 'a', line: 'sales' };
const of = (...outcomes: object[]) => ({
  a: outcomes.map((said, n) => sampleOutcome({ id: String(n), key: null, ...said })),
});
const ids = (choices: ReturnType<typeof resultChoices>) => choices.map(({ given }) => given.outcome);

describe('the results of a call', () => {
  it('are the seven of the CRM where the team has none of its own there', () => {
    const usual = resultChoices(null, call, null);
    expect(usual.map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(resultChoices(of({ lines: ['support'] }), call, null)).toEqual(usual);
    expect(resultChoices(of({ pipelines: [7] }), call, 8)).toEqual(usual);
    expect(resultChoices(of({}), { ...call, account: 'b' }, null)).toEqual(usual);
  });

  it('are the team\u2019s own of the line and the pipeline', () => {
    const outcomes = of({ lines: ['sales'] }, { pipelines: [7] }, { lines: ['support'] }, {});
    expect(ids(resultChoices(outcomes, call, 7))).toEqual(['0', '1', '3']);
    expect(ids(resultChoices(outcomes, { ...call, line: null }, null))).toEqual(['3']);
  });

  it('keep their keys on every page, whichever is shown', () => {
    const twenty = resultChoices(
      of(
        ...Array.from({ length: 20 }, (_, n) => ({
          group: n < 12 ? 'Sales' : 'Service',
          key: OUTCOME_KEYS[n] ?? null,
        })),
      ),
      call,
      null,
    );
    const pages = pagesOf(twenty);
    expect(pages.map(({ length }) => length)).toEqual([6, 6, 6, 2]);
    expect(pages.flat()).toEqual(twenty);
    expect(choiceOfKey(twenty, press('9'))?.given.outcome).toBe('8');
    expect(choiceOfKey(twenty, press('Q'))?.given.outcome).toBe('9');
    expect(choiceOfKey(twenty, press('x'))).toBeNull();
  });

  it('stand on one page while they fit, as the seven do', () => {
    expect(pagesOf(resultChoices(null, call, null))).toHaveLength(1);
    expect(pagesOf(resultChoices(of({}, {}, {}, {}, {}, {}, {}), call, null))).toHaveLength(1);
    expect(pagesOf(resultChoices(of({ group: 'A' }, { group: 'B' }), call, null))).toHaveLength(2);
  });

  it('have a likely one only where a single one has that status', () => {
    const talked = { direction: 'inbound', state: 'ended', endReason: 'completed', answeredAt: 1 } as const;
    expect(
      likelyChoice(resultChoices(of({ status: 4 }, { status: 5 }), call, null), talked)?.given.outcome,
    ).toBe('0');
    expect(likelyChoice(resultChoices(of({ status: 4 }, { status: 4 }), call, null), talked)).toBeNull();
  });
});

describe('the keys of outcomes', () => {
  const context: PopKeyContext = {
    panel: 'none',
    takesResult: true,
    live: false,
    undoable: true,
    choices: 9,
    mayCreate: true,
    calls: 2,
    others: 2,
    leads: 5,
    hasTask: true,
    mayPlan: true,
    likely: null,
  };

  it('mean nothing else on the pop', () => {
    for (const key of OUTCOME_KEYS) {
      const other = popAction(press(key), { ...context, results: [] }, false);
      expect([key, other]).toEqual([key, null]);
    }
  });

  it.each(OUTCOME_KEYS)('%s gives its outcome', (key) => {
    const results = resultChoices(of({ key, status: 5 }), call, null);
    expect(popAction(press(key), { ...context, results }, false)).toEqual({
      do: 'result',
      result: 5,
      outcome: '0',
    });
  });
});
