import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutcomesFile, type OutcomesFile } from '../../../main/settings/outcomesFile.ts';

let folder: string;
let path: string;
let opened: OutcomesFile | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-outcomes-'));
  path = join(folder, 'outcomes.json');
});
afterEach(() => {
  opened?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = (text?: string): OutcomesFile => {
  if (text !== undefined) writeFileSync(path, text);
  opened = openOutcomesFile(path, 20);
  return opened;
};
const demo = { id: 'demo', label: 'Demo booked', status: 4 };
const whole = {
  ...demo,
  key: '1',
  colour: '#2b9a66',
  group: 'Sales',
  accounts: ['romashka.amocrm.ru'],
  lines: ['sales'],
  pipelines: [7],
  tags: { contact: ['hot'], deal: ['demo'] },
  fields: [{ of: 'deal', id: 5, value: true }],
  stage: { pipelineId: 7, statusId: 143, lossReasonId: 3 },
  task: { text: 'Call about the demo', typeId: 2, due: { days: 1, at: '10:00' } },
  asks: ['time', 'note'],
  bot: { id: 12, on: 'contact' },
};

describe('the file with the results of the team', () => {
  it('is not there: the seven of the CRM, and nothing is wrong', () => {
    expect(open().get()).toEqual([]);
    expect(opened?.problem()).toBeNull();
  });

  it('says what an outcome is and does; what it leaves out is nothing', () => {
    const [first, second] = open(JSON.stringify({ outcomes: [whole, { ...demo, id: 'plain' }] })).get();
    expect(first).toMatchObject(whole);
    expect(second).toMatchObject({
      key: null,
      group: '',
      lines: [],
      tags: { contact: [], deal: [] },
      bot: null,
    });
  });

  it.each<[string, unknown, object]>([
    ['is no JSON', null, { problem: 'notJson' }],
    [
      'has a status the CRM has not',
      [{ ...demo, status: 8 }],
      { problem: 'wrong', where: 'outcomes 1, status' },
    ],
    [
      'has a key that means something else',
      [demo, { ...demo, id: 'b', key: 'n' }],
      { problem: 'wrong', where: 'outcomes 2, key' },
    ],
    ['has a word nobody knows', [{ ...demo, colr: '#fff' }], { problem: 'wrong', where: 'outcomes 1' }],
    [
      'has a key twice',
      [
        { ...demo, key: '1' },
        { ...demo, id: 'b', key: '1' },
      ],
      { problem: 'twice', where: 'outcomes 2, key' },
    ],
    ['has an id twice', [demo, demo], { problem: 'twice', where: 'outcomes 2, id' }],
    [
      'has more than twenty',
      Array.from({ length: 21 }, (_, n) => ({ ...demo, id: String(n) })),
      { problem: 'wrong', where: 'outcomes' },
    ],
  ])('that %s is said with its place, and none of it is used', (_what, outcomes, problem) => {
    open(outcomes === null ? '{ "outcomes": [' : JSON.stringify({ outcomes }));
    expect(opened?.get()).toEqual([]);
    expect(opened?.problem()).toEqual({ ...problem, path });
  });

  it('is read anew when somebody puts another there', async () => {
    const file = open(JSON.stringify({ outcomes: [{ ...demo, status: 8 }] }));
    const changed = new Promise<void>((resolve) => {
      file.onChange(resolve);
    });
    writeFileSync(path, `\uFEFF${JSON.stringify({ outcomes: [demo] })}`);
    await changed;
    expect(file.problem()).toBeNull();
    expect(file.get().map(({ id }) => id)).toEqual(['demo']);
  });
});
