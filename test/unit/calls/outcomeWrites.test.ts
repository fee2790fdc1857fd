import { describe, expect, it } from 'vitest';
import { dueAt, outcomeWrites } from '../../../main/calls/disposition/outcomeWrites.ts';
import { sampleOutcome } from './sampleOutcome.ts';

const person = { entity: 'contact', id: 11 } as const;
const deal = { id: 101, pipelineId: 7 };
const nothingOwn = { hasStage: false, hasTask: false };
const NOW = Date.UTC(2026, 10, 30, 9, 0);
const all = sampleOutcome({
  tags: { contact: ['hot'], deal: ['demo'] },
  fields: [
    { of: 'contact', id: 3, value: 'yes' },
    { of: 'deal', id: 5, value: true },
  ],
  stage: { statusId: 143, lossReasonId: 9 },
  task: { text: 'Call about the demo', due: { minutes: 60 } },
  bot: { id: 12, on: 'deal' },
});

describe('what an outcome does', () => {
  it('is one row for the deal, one for whom it is with, the task, and the bot last', () => {
    expect(outcomeWrites(all, { person, deal }, nothingOwn, NOW, null)).toEqual({
      writes: [
        {
          kind: 'patchLead',
          leadId: 101,
          stage: { pipelineId: 7, statusId: 143, lossReasonId: 9 },
          tags: ['demo'],
          fields: [{ id: 5, value: true }],
        },
        { kind: 'patchContact', target: person, tags: ['hot'], fields: [{ id: 3, value: 'yes' }] },
        {
          kind: 'createTask',
          target: null,
          text: 'Call about the demo',
          typeId: 1,
          completeTill: NOW / 1000 + 3600,
          responsible: null,
        },
        { kind: 'runBot', target: { entity: 'lead', id: 101 }, botId: 12 },
      ],
      without: [],
    });
  });

  it('leaves out what the call has not, and says so', () => {
    const { writes, without } = outcomeWrites(all, { person: null, deal: null }, nothingOwn, NOW, null);
    expect(writes.map(({ kind }) => kind)).toEqual(['createTask']);
    expect(without).toEqual(['deal', 'contact']);
  });

  it('gives way to the stage and the task that the agent chose by hand', () => {
    const { writes } = outcomeWrites(all, { person, deal }, { hasStage: true, hasTask: true }, NOW, null);
    expect(writes.map(({ kind }) => kind)).toEqual(['patchLead', 'patchContact', 'runBot']);
    expect(writes[0]).not.toHaveProperty('stage');
  });

  it('puts no field of contacts on a company, whose fields are others', () => {
    const { writes, without } = outcomeWrites(
      all,
      { person: { entity: 'company', id: 2 }, deal },
      nothingOwn,
      NOW,
      null,
    );
    expect(writes[1]).toEqual({ kind: 'patchContact', target: { entity: 'company', id: 2 }, tags: ['hot'] });
    expect(without).toEqual(['contact']);
  });

  it('makes no task without a time: that is asked for', () => {
    const asks = sampleOutcome({ task: { text: 'Call back' }, asks: ['time'] });
    expect(outcomeWrites(asks, { person, deal }, nothingOwn, NOW, null)).toEqual({ writes: [], without: [] });
  });
});

describe('a time of a day', () => {
  const at = (days: number, time: string, now: number): string =>
    new Date(dueAt({ days, at: time }, now, 'Europe/Berlin')).toISOString();

  it('is by the account\u2019s clocks, also when they are changed in its night', () => {
    expect(at(1, '10:00', Date.UTC(2026, 10, 30, 9))).toBe('2026-12-01T09:00:00.000Z');
    expect(at(1, '10:00', Date.UTC(2026, 2, 28, 9))).toBe('2026-03-29T08:00:00.000Z');
    expect(at(1, '10:00', Date.UTC(2026, 9, 24, 9))).toBe('2026-10-25T09:00:00.000Z');
  });

  it('is what the clocks show where they are changed at midnight, and the day has 23:00 twice', () => {
    const evening = dueAt({ days: 0, at: '18:00' }, Date.UTC(2026, 3, 4, 15), 'America/Santiago');
    expect(new Date(evening).toISOString()).toBe('2026-04-04T21:00:00.000Z');
  });

  it('that has gone by today is now', () => {
    expect(at(0, '08:00', Date.UTC(2026, 10, 30, 9))).toBe('2026-11-30T09:00:00.000Z');
  });
});
