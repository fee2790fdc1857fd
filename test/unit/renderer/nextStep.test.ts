import { describe, expect, it } from 'vitest';
import { popPresetTime, popPresets, presetAfter, stageSteps } from '../../../renderer/pop/nextStep.ts';

const at = (text: string): number => Date.parse(text);
const status = (id: number, name: string) => ({ id, name, colour: '#ffcc00', isIncoming: false });
const choices = {
  target: null,
  leads: [{ id: 7, name: 'Lease', pipelineId: 1, statusId: 12 }],
  dictionary: {
    pipelines: [
      {
        id: 1,
        name: 'Sales',
        statuses: [
          status(11, 'New'),
          status(12, 'Offer'),
          status(13, 'Contract'),
          status(142, 'Won'),
          status(143, 'Lost'),
        ],
      },
    ],
    taskTypes: [],
    lossReasons: [],
  },
  timezone: null,
  dealPipelineId: null,
  clockAhead: 0,
};

describe('the next step after a call', () => {
  it('this evening is at six by the account’s clocks, and tomorrow’s when it is past', () => {
    expect(popPresetTime('evening', at('2026-11-30T12:00:00Z'), 'Europe/Moscow')).toBe(
      at('2026-11-30T15:00:00Z'),
    );
    expect(popPresetTime('evening', at('2026-11-30T15:00:00Z'), 'Europe/Moscow')).toBe(
      at('2026-12-01T15:00:00Z'),
    );
  });

  it('T goes through all times and back to none', () => {
    const seen = [];
    for (let now = presetAfter(null); now !== null; now = presetAfter(now)) seen.push(now);
    expect(seen).toEqual([...popPresets]);
  });

  it('the next stage is the one after the deal’s own, and never won or lost', () => {
    expect(stageSteps({ id: 7 }, choices)).toMatchObject({ count: 3, at: 1, now: 'Offer', next: { id: 13 } });
    const last = { ...choices, leads: [{ id: 7, name: 'Lease', pipelineId: 1, statusId: 13 }] };
    expect(stageSteps({ id: 7 }, last)?.next).toBeNull();
    expect(stageSteps({ id: 8 }, choices)).toBeNull();
    expect(stageSteps({ id: 7 }, null)).toBeNull();
  });
});
