import { EVENT_TYPES } from './deletions.ts';
import type { Feed, ListName, TimedList } from '../mirrorRecords.ts';

/** Where lists begin and how parts of them are asked for (crm-api.md 2.3, 2.5, 3). */

const BASES: Record<Exclude<ListName, 'tasks' | Feed>, string> = {
  users: '/api/v4/users?limit=250&with=phone_number',
  pipelines: '/api/v4/leads/pipelines',
  taskTypes: '/api/v4/account?with=task_types',
  lossReasons: '/api/v4/leads/loss_reasons?limit=250',
  companies: '/api/v4/companies?limit=250&with=leads',
  contacts: '/api/v4/contacts?limit=250&with=leads',
  leads: '/api/v4/leads?limit=250&with=contacts',
};

const EVENTS = `/api/v4/events?limit=100&filter%5Btype%5D=${EVENT_TYPES.join('%2C')}`;

/** Of calls alone: nobody is told of the others. */
const INCOMING = '/api/v4/leads/unsorted?limit=50&filter%5Bcategory%5D%5B0%5D=sip&order%5Bcreated_at%5D=desc';

const ordered = (key: string, direction: 'asc' | 'desc'): string => `order%5B${key}%5D=${direction}`;
const one = (href: string): string => href.replace(/limit=\d+/u, 'limit=1');

/** Lists of entities, each with the time of its last change. */
export const TIMED: readonly TimedList[] = ['companies', 'contacts', 'leads'];

export function isTimed(list: ListName): list is TimedList {
  return TIMED.some((timed) => timed === list);
}

export function isFeed(list: ListName): list is Feed {
  return list === 'events' || list === 'incoming';
}

/** The first page of all of a list; entities in the order of their ids, so that what is new comes last. */
export function startOf(list: ListName, userId: number): string {
  if (isFeed(list)) return list === 'events' ? EVENTS : INCOMING;
  if (list === 'tasks') {
    const filter = `filter%5Bresponsible_user_id%5D=${userId}&filter%5Bis_completed%5D=0`;
    return `/api/v4/tasks?limit=250&${filter}&${ordered('id', 'asc')}`;
  }
  return isTimed(list) ? `${BASES[list]}&${ordered('id', 'asc')}` : BASES[list];
}

/** The entity that was changed last, or what happened last. */
export function newestOne(list: TimedList | 'events'): string {
  return list === 'events' ? one(EVENTS) : one(`${BASES[list]}&${ordered('updated_at', 'desc')}`);
}

/** The entity with the highest id. */
export function lastOne(list: TimedList): string {
  return one(`${BASES[list]}&${ordered('id', 'desc')}`);
}

/** What changed since (Unix seconds), newest first. */
export function changedSince(list: ListName, from: number): string {
  const base = isTimed(list) ? BASES[list] : '';
  return `${base}&${ordered('updated_at', 'desc')}&filter%5Bupdated_at%5D%5Bfrom%5D=${from}`;
}

/** What happened since (Unix seconds). Incoming leads know no such filter: they are read until there. */
export function feedSince(list: Feed, from: number): string {
  if (list === 'incoming') return INCOMING;
  return `${EVENTS}&filter%5Bcreated_at%5D%5Bfrom%5D=${from}`;
}

/** These entities of a list, at most 50. Where filters are ignored anything may come. */
export function byIds(list: TimedList, ids: readonly number[]): string {
  return `${BASES[list]}&${ids.map((id, index) => `filter%5Bid%5D%5B${index}%5D=${id}`).join('&')}`;
}

/** One entity of a list. */
export function byId(list: TimedList, id: number): string {
  const [path = '', query = ''] = BASES[list].split('?');
  return `${path}/${id}?${query.replace(/limit=\d+&/u, '')}`;
}
