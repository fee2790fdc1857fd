import { describe, expect, it } from 'vitest';
import { callerFrom, mergeFresh, rankMatches } from '../../../../main/calls/matching/callerRanking.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import type { Lead, Match } from '../../../../preload/contract.ts';

const number = parsePhoneNumber('+79161234567', { region: 'RU' });

function match(id: number, rest: Partial<Match> = {}): Match {
  return {
    entity: 'contact',
    id,
    name: `Contact ${id}`,
    company: null,
    phone: '+7 916 123 45 67',
    responsible: null,
    responsibleIsMe: false,
    leads: [],
    lastContact: null,
    certainty: 'certain',
    updatedAt: 0,
    ...rest,
  };
}

const lead = (responsible: string): Lead => ({
  id: 1,
  name: 'Deal',
  stage: 'New',
  pipeline: 'Sales',
  stageColour: null,
  price: null,
  responsible,
  open: true,
});

const ids = (matches: readonly Match[]): readonly number[] => matches.map(({ id }) => id);

describe('rankMatches', () => {
  it('orders by the agent’s choice, own open lead, open lead, last contact, last change', () => {
    const matches = [
      match(1, { updatedAt: 1 }),
      match(2, { updatedAt: 2 }),
      match(3, { lastContact: { at: 9, kind: 'note', text: null } }),
      match(4, { leads: [lead('Olga')] }),
      match(5, { leads: [lead('Ivan')] }),
      match(6),
    ];
    const context = { rememberedChoice: { entity: 'contact', id: 6 }, me: 'Ivan' } as const;
    expect(ids(rankMatches(matches.slice(0, 3), context))).toEqual([3, 2, 1]);
    expect(ids(rankMatches(matches, context))[0]).toBe(6);
    expect(ids(rankMatches(matches, { ...context, rememberedChoice: null }))).toEqual([5, 4, 3, 2, 1, 6]);
  });

  it('puts certain matches before possible ones, whatever else speaks for them', () => {
    const possible = match(1, { certainty: 'possible', leads: [lead('Ivan')] });
    expect(
      ids(rankMatches([possible, match(2)], { rememberedChoice: { entity: 'contact', id: 1 } })),
    ).toEqual([2, 1]);
  });

  it('shows the company of a shared number first', () => {
    const people = [1, 2, 3, 4].map((id) => match(id, { leads: [lead('Ivan')] }));
    const company = match(9, { entity: 'company' });
    expect(rankMatches([...people, company], { rememberedChoice: null, me: 'Ivan' })[0]).toBe(company);
  });

  it('gives the same order whatever order came in', () => {
    const matches = [match(3), match(1), match(2)];
    expect(ids(rankMatches(matches, { rememberedChoice: null }))).toEqual([1, 2, 3]);
    expect(ids(rankMatches(matches.toReversed(), { rememberedChoice: null }))).toEqual([1, 2, 3]);
  });
});

describe('callerFrom', () => {
  it('is certain of exactly one certain entity', () => {
    expect(callerFrom(number, [match(1), match(2, { certainty: 'possible' })]).certainty).toBe('certain');
    expect(callerFrom(number, [match(1), match(2)]).certainty).toBe('several');
    expect(callerFrom(number, [match(2, { certainty: 'possible' })]).certainty).toBe('possible');
    expect(callerFrom(number, []).certainty).toBe('unknown');
  });

  it.each([
    ['anonymous', 'anonymous'],
    ['101', 'internal'],
    ['*72', 'featureCode'],
  ])('%s is %s and shows nobody', (raw, certainty) => {
    const caller = callerFrom(parsePhoneNumber(raw, { region: 'RU' }), [match(1)]);
    expect(caller).toMatchObject({ certainty, matches: [] });
  });
});

describe('mergeFresh', () => {
  const shown = callerFrom(number, [match(1), match(2), match(3)]);

  it('updates in place, appends the new, drops nothing', () => {
    const merged = mergeFresh(shown, [match(9), match(2, { name: 'Renamed', updatedAt: 99 })]);
    expect(ids(merged.matches)).toEqual([1, 2, 3, 9]);
    expect(merged.matches[1]?.name).toBe('Renamed');
    expect(merged).toMatchObject({ freshness: 'fresh', certainty: 'several' });
  });

  it('the one contact shown goes when the CRM, asked for them, does not say that they have the number', () => {
    const one = callerFrom(number, [match(1)]);
    expect(mergeFresh(one, [])).toEqual({ certainty: 'unknown', matches: [], freshness: 'fresh' });
    expect(ids(mergeFresh(one, [match(7)]).matches)).toEqual([7]);
  });

  it('a contact made while the CRM was asked who has the number stays, though it named nobody', () => {
    const asked = callerFrom(number, []);
    expect(ids(mergeFresh(callerFrom(number, [match(3)]), [], asked).matches)).toEqual([3]);
  });

  it('an unknown caller whom the CRM knows becomes certain', () => {
    expect(mergeFresh(callerFrom(number, []), [match(1)])).toMatchObject({ certainty: 'certain' });
  });

  it('a withheld number stays withheld', () => {
    const anonymous = callerFrom(parsePhoneNumber('', { region: 'RU' }), []);
    expect(mergeFresh(anonymous, [match(1)])).toEqual(anonymous);
  });
});
