import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leadBoard, leadPage, type LeadSources } from '../../../../main/views/lead/leadListPages.ts';
import type { BoardQuery, LeadQuery } from '../../../../main/mirror/readTypes.ts';
import type { AgentWrite, WriteView } from '../../../../preload/contract.ts';
import { createMirrorFile, lead, type MirrorFile } from '../../mirror/mirrorFile.ts';
import { writeView } from '../writeView.ts';

const stages = [
  { id: 5, name: 'Incoming', color: null, sort: 0, isIncoming: true },
  { id: 10, name: 'New', color: '#fff', sort: 1, isIncoming: false },
  { id: 11, name: 'Offer', color: null, sort: 2, isIncoming: false },
  { id: 142, name: 'Won', color: null, sort: 3, isIncoming: false },
  { id: 143, name: 'Lost', color: null, sort: 4, isIncoming: false },
];
const ALL: LeadQuery = {
  pipelineId: 1,
  statusId: null,
  responsible: null,
  open: null,
  text: '',
  cursor: null,
  limit: 50,
};
const BOARD: BoardQuery = { pipelineId: 1, responsible: null, text: '', perStage: 50 };

let mirror: MirrorFile;
beforeEach(() => {
  mirror = createMirrorFile();
  mirror.save({ list: 'pipelines', rows: [{ id: 1, name: 'Sales', sort: 1, statuses: stages }] });
  mirror.save({ list: 'users', rows: [{ id: 7, name: 'Anna', isAdmin: true }] });
  mirror.save({
    list: 'leads',
    rows: [
      lead(1, { price: 100 }),
      lead(2, { price: 200, responsibleUserId: 8 }),
      lead(3, { price: 400, statusId: 11 }),
      lead(4, { price: 800, pipelineId: 99, statusId: 98, name: 'Strange' }),
    ],
  });
});
afterEach(() => mirror.close());

/** The mirror of account `a` with these writes of user 7 laid over. */
const sources = (...writes: readonly WriteView[]): LeadSources => ({
  mirror: mirror.reader,
  account: 'a',
  writes,
  dictionary: mirror.reader.dictionary('a'),
  userId: 7,
  contactOrCompanyName: () => null,
  nextTaskOf: () => null,
});
const moved = (leadId: number, statusId: number, more: Partial<WriteView> = {}): WriteView =>
  writeView({ kind: 'patchLead', leadId, stage: { pipelineId: 1, statusId } }, more);
const made = (rest: Partial<Extract<AgentWrite, { kind: 'createLead' }>> = {}): WriteView =>
  writeView({
    kind: 'createLead',
    name: 'Made here',
    price: 50,
    pipelineId: 1,
    statusId: 10,
    responsible: null,
    contact: null,
    ...rest,
  });
const onBoard = (source: LeadSources, query = BOARD): Record<string, readonly number[]> =>
  Object.fromEntries(leadBoard(source, query).map(({ name, leads }) => [name, leads.map(({ id }) => id)]));
const sums = (source: LeadSources): Record<string, readonly [number, number]> =>
  Object.fromEntries(leadBoard(source, BOARD).map(({ name, count, sum }) => [name, [count, sum]]));

describe('the board', () => {
  it('is the mirror’s when nothing is under way, without the empty stage of requests', () => {
    expect(onBoard(sources())).toEqual({ New: [2, 1], Offer: [3], Won: [], Lost: [] });
    expect(sums(sources())).toEqual({ New: [2, 300], Offer: [1, 400], Won: [0, 0], Lost: [0, 0] });
  });

  it('shows the stage of requests while it holds any, and that nothing can be put there', () => {
    mirror.save({ list: 'leads', rows: [lead(9, { statusId: 5 })] });
    const [incoming, ...others] = leadBoard(sources(), BOARD);
    expect([incoming?.name, incoming?.takesDeals]).toEqual(['Incoming', false]);
    expect(others.every(({ takesDeals }) => takesDeals)).toBe(true);
  });

  it('shows a deal where the agent put it, with counts and sums', () => {
    const source = sources(moved(1, 11));
    expect(onBoard(source)).toMatchObject({ New: [2], Offer: [1, 3] });
    expect(sums(source)).toMatchObject({ New: [1, 200], Offer: [2, 500] });
    expect(leadBoard(source, BOARD)[1]?.leads[0]).toMatchObject({
      stage: 'Offer',
      pending: { state: 'waiting' },
    });
  });

  it('follows a deal moved twice, and counts a new price once', () => {
    const price = writeView({ kind: 'patchLead', leadId: 1, price: 1_000 });
    const source = sources(moved(1, 11), price, moved(1, 142));
    expect(onBoard(source)).toMatchObject({ New: [2], Offer: [3], Won: [1] });
    expect(sums(source)).toMatchObject({ New: [1, 200], Offer: [1, 400], Won: [1, 1_000] });
    expect(sums(sources(price))).toMatchObject({ New: [2, 1_200] });
  });

  it('keeps a refused move where the agent wanted it, and says that it was refused', () => {
    const source = sources(moved(1, 11, { state: 'failed', failure: 'forbidden' }));
    expect(leadBoard(source, BOARD)[1]?.leads[0]?.pending).toEqual({ state: 'failed', failure: 'forbidden' });
  });

  it('shows a deal that the CRM has not got, until the mirror has it', () => {
    const view = made();
    expect(onBoard(sources(view))['New']).toEqual([-view.id, 2, 1]);
    expect(sums(sources(view))).toMatchObject({ New: [3, 350] });
    const sent = { ...view, state: 'sent' as const, remoteId: 3 };
    expect(onBoard(sources(sent))['New']).toEqual([2, 1]);
  });

  it('puts a deal made without a stage where the CRM will: the first that takes deals', () => {
    expect(onBoard(sources(made({ pipelineId: null, statusId: null })))['New']).toHaveLength(3);
  });

  it('is filtered by whose and by name, what is under way as well', () => {
    const mine = { ...BOARD, responsible: 7 };
    expect(onBoard(sources(), mine)).toMatchObject({ New: [1], Offer: [3] });
    const given = writeView({ kind: 'patchLead', leadId: 2, responsible: 7 });
    expect(onBoard(sources(given), mine)).toMatchObject({ New: [2, 1] });
    const view = made({ name: 'Ёлки для офиса' });
    expect(onBoard(sources(view), { ...BOARD, text: 'елки' })['New']).toEqual([-view.id]);
    expect(onBoard(sources(view), { ...BOARD, text: 'диван' })['New']).toEqual([]);
  });
});

describe('the list', () => {
  const ids = (source: LeadSources, changes: Partial<LeadQuery> = {}): readonly number[] =>
    leadPage(source, { ...ALL, ...changes }).rows.map(({ id }) => id);

  it('moves a deal from one stage’s list to another’s, and counts it there', () => {
    const source = sources(moved(1, 11));
    expect(ids(source, { statusId: 10 })).toEqual([2]);
    expect(ids(source, { statusId: 11 })).toEqual([1, 3]);
    expect(leadPage(source, { ...ALL, statusId: 10 }).total).toBe(1);
    expect(leadPage(source, { ...ALL, statusId: 11 }).total).toBe(2);
  });

  it('shows a deal once, where it stands, when it fits before and after', () => {
    expect(ids(sources(moved(1, 11)))).toEqual([3, 2, 1]);
  });

  it('lets a lost deal leave the open ones', () => {
    expect(ids(sources(moved(3, 143)), { open: true })).toEqual([2, 1]);
  });

  it('adds what is new to the first page only', () => {
    const source = sources(made());
    const first = leadPage(source, { ...ALL, limit: 2 });
    expect(first.rows).toHaveLength(3);
    expect(first.next).not.toBeNull();
    expect(leadPage(source, { ...ALL, limit: 2, cursor: first.next }).rows).toHaveLength(1);
  });

  it('holds a deal of a pipeline nobody knows, and says that it is not known', () => {
    const [strange] = leadPage(sources(), { ...ALL, pipelineId: null }).rows;
    expect(strange).toMatchObject({ id: 4, pipeline: null, stage: null, outcome: 'open' });
    expect(ids(sources(moved(4, 10)), { pipelineId: 1 })).toContain(4);
  });
});
