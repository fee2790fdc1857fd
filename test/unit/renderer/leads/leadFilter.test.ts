import { describe, expect, it } from 'vitest';
import { LOST } from '../../../../preload/constants.ts';
import {
  boardPipeline,
  changedFilter,
  firstLeadFilter,
  openWanted,
} from '../../../../renderer/account/leads/leadFilter.ts';
import { priceOf } from '../../../../renderer/account/leads/leadWords.ts';

const dictionary = {
  pipelines: [
    { id: 1, name: 'Sales', statuses: [] },
    { id: 2, name: 'Service', statuses: [] },
  ],
  users: [],
  taskTypes: [],
  lossReasons: [],
};

describe('the filter of the deals', () => {
  it('forgets the stage when the pipeline is another', () => {
    const filter = changedFilter(firstLeadFilter, { pipelineId: 1, statusId: 11 });
    expect(filter.statusId).toBe(11);
    expect(changedFilter(filter, { pipelineId: 2 }).statusId).toBeNull();
    expect(changedFilter(filter, { pipelineId: 1, text: 'x' }).statusId).toBe(11);
  });

  it('shows the first pipeline on the board when the one asked for is not known', () => {
    expect(boardPipeline(firstLeadFilter, dictionary)?.id).toBe(1);
    expect(boardPipeline({ ...firstLeadFilter, pipelineId: 2 }, dictionary)?.id).toBe(2);
    expect(boardPipeline({ ...firstLeadFilter, pipelineId: 999 }, dictionary)?.id).toBe(1);
    expect(boardPipeline(firstLeadFilter, { ...dictionary, pipelines: [] })).toBeNull();
  });

  it('looks for a closed stage among the closed deals', () => {
    expect(openWanted(firstLeadFilter)).toBe(true);
    expect(openWanted({ ...firstLeadFilter, state: 'all' })).toBeNull();
    expect(openWanted({ ...firstLeadFilter, statusId: LOST })).toBe(false);
  });
});

describe('a price as typed', () => {
  it.each([
    ['18400', 18_400],
    ['18 400', 18_400],
    ['18\u00a0400', 18_400],
    ['18,400', 18_400],
    ['1.840.000', 1_840_000],
    ["1'840'000", 1_840_000],
    ['', null],
    ['  ', null],
    ['12.50', 'bad'],
    ['ten', 'bad'],
    ['-5', 'bad'],
    ['9999999999999999', 'bad'],
  ])('%s is %s', (text, price) => {
    expect(priceOf(text)).toBe(price);
  });
});
