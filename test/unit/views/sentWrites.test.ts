import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmLead } from '../../../main/crm/types/lead.ts';
import { leadBoard } from '../../../main/views/lead/leadListPages.ts';
import { createSentWrites, type SentWrites } from '../../../main/views/sentWrites.ts';
import { ok } from '../../../main/common/result.ts';
import { createFakeClock, type FakeClock } from '../fakeClock.ts';
import { createMirrorFile, lead, type MirrorFile } from '../mirror/mirrorFile.ts';
import { noNames } from './viewsUnderTest.ts';
import { writeView } from './writeView.ts';

/** Unix seconds: both changes are of one second, as when a key is pressed twice. */
const SECOND = 1_700_000_000;
const BOARD = { pipelineId: 1, responsible: null, text: '', perStage: 50 };
const stages = [10, 11, 12].map((id, sort) => ({ id, name: `${id}`, color: null, sort, isIncoming: false }));

let mirror: MirrorFile;
let clock: FakeClock;
let sent: SentWrites;
/** The stage the CRM has the lead in. */
let inCrm: number;

const unasked = () => Promise.reject(new Error('nothing else is asked'));
const mirrorGets = (statusId: number, updatedAt: number): void =>
  mirror.save({ list: 'leads', rows: [lead(1, { statusId, updatedAt })] });
/** The CRM takes the lead to a stage, as the agent wished. */
async function send(statusId: number): Promise<void> {
  inCrm = statusId;
  const write = { kind: 'patchLead', leadId: 1, stage: { pipelineId: 1, statusId } } as const;
  sent.writeChanged('a', writeView(write, { state: 'sent' }));
  await clock.settle();
}
const shownIn = (): readonly number[] =>
  leadBoard({ ...noNames, mirror: mirror.reader, account: 'a', writes: sent.of('a') }, BOARD)
    .filter(({ leads }) => leads.length > 0)
    .map(({ statusId }) => statusId);

beforeEach(() => {
  mirror = createMirrorFile();
  mirror.save({ list: 'pipelines', rows: [{ id: 1, name: 'Sales', sort: 1, statuses: stages }] });
  mirrorGets(10, SECOND - 60);
  clock = createFakeClock();
  const get = () => Promise.resolve(ok({ id: 1, status_id: inCrm, updated_at: SECOND } as CrmLead));
  sent = createSentWrites({
    mirror: mirror.reader,
    clientOf: () => ({
      leads: { get },
      contacts: { get: unasked },
      companies: { get: unasked },
      tasks: { get: unasked },
    }),
    remember: () => {},
    clock,
  });
});
afterEach(() => mirror.close());

describe('a deal whose changes the CRM has', () => {
  it('stays where the agent put it until the mirror has it there', async () => {
    await send(11);
    expect(shownIn()).toEqual([11]);
    mirrorGets(11, SECOND);
    expect(sent.of('a')).toEqual([]);
    expect(shownIn()).toEqual([11]);
  });

  it('does not jump back to the first of two changes made within a second', async () => {
    await send(11);
    await send(12);
    expect(shownIn()).toEqual([12]);
    mirrorGets(12, SECOND);
    expect(shownIn()).toEqual([12]);
    expect(sent.of('a')).toEqual([]);
  });
});
