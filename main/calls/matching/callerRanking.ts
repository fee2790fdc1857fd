import type { Caller, Match } from '../../../preload/contract.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';

/** What the order of matches depends on besides themselves. */
export interface RankingContext {
  /** Whom this agent chose the last time this number called. */
  readonly rememberedChoice: { readonly entity: Match['entity']; readonly id: number } | null;
  /** The agent's name as the CRM writes it; without it, being responsible for the entity stands in. */
  readonly me?: string | null;
}

/** More contacts than this on one number make it a shared one (call-sources.md 2.3 step 7). */
const MOST_CONTACTS_OF_A_PERSON = 3;

/**
 * Orders matches by call-sources.md 2.3 steps 6 and 7: certain before possible, the agent's last choice,
 * the company of a shared number, an open lead of the agent's own, any open lead, the most recent
 * contact, the last change; the older entity on a tie, so that the order is always the same.
 */
export function rankMatches(matches: readonly Match[], context: RankingContext): readonly Match[] {
  const shared = isShared(matches);
  const ranks = (match: Match): readonly number[] => [
    match.certainty === 'certain' ? 1 : 0,
    context.rememberedChoice?.entity === match.entity && context.rememberedChoice.id === match.id ? 1 : 0,
    shared && match.entity === 'company' ? 1 : 0,
    hasOwnOpenLead(match, context.me ?? null) ? 1 : 0,
    match.leads.some((lead) => lead.open) ? 1 : 0,
    match.lastContact?.at ?? 0,
    match.updatedAt,
    -match.id,
  ];
  return matches
    .map((match) => ({ match, ranks: ranks(match) }))
    .sort((a, b) => compareRanks(b.ranks, a.ranks))
    .map(({ match }) => match);
}

/**
 * What is known of a number, from matches already ranked. One certain entity is `certain`, more are
 * `several`; withheld, internal and feature numbers are never looked up and show no matches.
 */
export function callerFrom(number: PhoneNumber, matches: readonly Match[]): Caller {
  if (number.kind !== 'external') return { certainty: number.kind, matches: [], freshness: 'local' };
  return { certainty: certaintyOf(matches), matches: [...matches], freshness: 'local' };
}

/**
 * Joins the CRM's answer into what a pop shows. What is shown keeps its place and is updated in place,
 * new matches follow in their order, nothing disappears while shown: no key may change its meaning
 * under the agent's finger.
 *
 * @param asked whom the CRM was asked about: somebody the agent chose or created meanwhile was not, and stays
 */
export function mergeFresh(shown: Caller, fresh: readonly Match[], asked = shown): Caller {
  if (
    shown.certainty === 'anonymous' ||
    shown.certainty === 'internal' ||
    shown.certainty === 'featureCode'
  ) {
    return shown;
  }
  const byKey = new Map(fresh.map((match) => [keyOf(match), match]));
  const known = new Set(shown.matches.map(keyOf));
  const added = [...byKey].filter(([key]) => !known.has(key)).map(([, match]) => match);
  // Asked for by its id: the answer without it says that it was deleted, or has this number no more.
  const only = onlyContact(asked);
  const gone = only !== null && !byKey.has(keyOf(only)) ? keyOf(only) : null;
  const kept = shown.matches.filter((match) => keyOf(match) !== gone);
  const matches = [
    ...kept.map((match) => ({ ...beside(match), ...(byKey.get(keyOf(match)) ?? match) })),
    ...added,
  ];
  return { certainty: certaintyOf(matches), matches, freshness: 'fresh' };
}

/** What only the copy tells of somebody: an answer without it takes nothing away. */
const beside = ({ tags, task }: Match): Pick<Match, 'tags' | 'task'> => ({
  ...(tags === undefined ? {} : { tags }),
  ...(task === undefined ? {} : { task }),
});

/** The contact of a caller that is certain and one person; null for every other caller. */
export function onlyContact({ certainty, matches }: Caller): Match | null {
  const [only] = matches;
  return certainty === 'certain' && matches.length === 1 && only?.entity === 'contact' ? only : null;
}

function certaintyOf(matches: readonly Match[]): 'certain' | 'several' | 'possible' | 'unknown' {
  const certain = matches.filter((match) => match.certainty === 'certain').length;
  if (certain > 1) return 'several';
  if (certain === 1) return 'certain';
  return matches.length > 0 ? 'possible' : 'unknown';
}

function isShared(matches: readonly Match[]): boolean {
  const companies = matches.filter((match) => match.entity === 'company').length;
  return companies > 0 || matches.length > MOST_CONTACTS_OF_A_PERSON;
}

function hasOwnOpenLead(match: Match, me: string | null): boolean {
  const open = match.leads.filter((lead) => lead.open);
  return me === null
    ? match.responsibleIsMe && open.length > 0
    : open.some((lead) => lead.responsible === me);
}

function keyOf(match: Match): string {
  return `${match.entity}:${match.id}`;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, left] of a.entries()) {
    const difference = left - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
