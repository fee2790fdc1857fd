import { z } from 'zod';
import type { RequestOptions } from '../types/requestOptions.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { id, maybe, orElse, unixSeconds } from './entityFields.ts';
import { itemsOf, walkPages, type Pages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

/** Something that happened in the account (crm-api.md 3.8). */
export interface CrmEvent {
  /** 26 characters that sort by time. */
  readonly id: string;
  /** `lead_status_changed`, `incoming_call`, ... */
  readonly type: string;
  readonly entity_id: number;
  /** In the singular: `lead`, `contact`, `company`, `customer`, `task`. */
  readonly entity_type: string;
  /** A user's id; 0 is a robot or an integration. */
  readonly created_by: number;
  /** Unix seconds. */
  readonly created_at: number;
  /** As they came; their shape differs by type. */
  readonly value_after: readonly unknown[];
  readonly value_before: readonly unknown[];
}

/** A stage of a pipeline. */
interface Stage {
  readonly pipeline_id: number;
  readonly status_id: number;
}

export interface EventsQuery {
  /** These events, known from elsewhere. */
  readonly ids?: readonly string[];
  readonly types?: readonly string[];
  /** Unix seconds, both ends included. */
  readonly createdFrom?: number;
  readonly createdTo?: number;
  /** At most 10. */
  readonly createdBy?: readonly number[];
  /** At most 10 ids of one kind. */
  readonly about?: {
    readonly entity: 'lead' | 'contact' | 'company' | 'customer' | 'task';
    readonly ids?: readonly number[];
  };
  /** Leads that left one of these stages, or came into one of those. */
  readonly movedFrom?: readonly Stage[];
  readonly movedTo?: readonly Stage[];
  /** The `next` of an earlier page of this very list, to go on from. */
  readonly from?: string;
}

/** A type of event, in words. */
export interface CrmEventType {
  /** As in `CrmEvent.type`. */
  readonly key: string;
  readonly name: string;
}

export interface CrmEvents {
  pages(query?: EventsQuery, options?: RequestOptions): Pages<CrmEvent>;
  /** What can happen in this account, named in the language asked for. */
  types(language: 'ru' | 'en', options?: RequestOptions): Promise<CrmResult<readonly CrmEventType[]>>;
}

/** The largest page of this list (crm-api.md 2.3). */
const LIMIT = 100;

/** An array, or whatever an event without a value has in its place. */
const values = maybe(z.array(z.unknown()));

const events = itemsOf(
  'events',
  z
    .object({
      id: z.string(),
      type: z.string(),
      entity_id: orElse(id, 0),
      entity_type: orElse(z.string(), ''),
      created_by: maybe(id),
      created_at: unixSeconds,
      value_after: values,
      value_before: values,
    })
    .transform((said): CrmEvent => ({
      ...said,
      created_by: said.created_by ?? 0,
      value_after: said.value_after ?? [],
      value_before: said.value_before ?? [],
    })),
);

const eventTypes = itemsOf(
  'events_types',
  z
    .object({ key: z.string(), lang: maybe(z.string()) })
    .transform(({ key, lang }): CrmEventType => ({ key, name: lang ?? key })),
);

const inStages = (stages: readonly Stage[] | undefined): object | undefined =>
  stages === undefined ? undefined : { leads_statuses: Object.fromEntries(stages.entries()) };

function listPath(query: EventsQuery): string {
  const { ids, types, createdFrom, createdTo, createdBy, about, movedFrom, movedTo } = query;
  return apiPath('events', {
    filter: {
      id: ids,
      type: types?.join(','),
      created_at: { from: createdFrom, to: createdTo },
      created_by: createdBy,
      entity: about?.entity,
      entity_id: about?.ids,
      value_before: inStages(movedFrom),
      value_after: inStages(movedTo),
    },
    limit: LIMIT,
  });
}

const isWanted =
  ({ ids, types, createdFrom = 0, createdTo = Infinity, createdBy, about }: EventsQuery) =>
  (event: CrmEvent): boolean =>
    event.created_at >= createdFrom &&
    event.created_at <= createdTo &&
    (ids?.includes(event.id) ?? true) &&
    (types?.includes(event.type) ?? true) &&
    (createdBy?.includes(event.created_by) ?? true) &&
    (about === undefined || about.entity === event.entity_type) &&
    (about?.ids?.includes(event.entity_id) ?? true);

/** `GET /events`: the feed a desktop client polls, because webhooks cannot reach it. */
export function createEvents(transport: Transport): CrmEvents {
  return {
    pages: (query = {}, options) =>
      walkPages(
        transport,
        { from: query.from ?? listPath(query), read: events, wanted: isWanted(query) },
        options,
      ),
    async types(language, options) {
      const answer = await transport.get(apiPath('events/types', { language_code: language }), options);
      return answer.ok ? eventTypes(answer.value) : answer;
    },
  };
}
