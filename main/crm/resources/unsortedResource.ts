import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import { checkAnswer } from '../transport/responseCheck.ts';
import { SOURCE } from './callResource.ts';
import type { NewContact } from '../types/contactOrCompany.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import { newContactBody } from './contact/contactResource.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { id, linkedIds, maybe, parts, unixSeconds, words } from './entityFields.ts';
import { itemsOf, walkPages, type Pages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';
import { given } from '../transport/writeRequest.ts';

/** A lead that waits to be taken or turned down. */
export interface CrmUnsorted {
  /** 60 hexadecimal digits. */
  readonly uid: string;
  readonly category: string;
  readonly pipeline_id: number | null;
  readonly created_at: number | null;
  readonly leadIds: readonly number[];
  readonly contactIds: readonly number[];
  readonly companyIds: readonly number[];
}

export interface UnsortedQuery {
  readonly categories?: readonly ('sip' | 'mail' | 'forms' | 'chats')[];
  readonly pipelineId?: number;
  /** 50 for a screen (the default), 250 for a sync. */
  readonly limit?: 50 | 250;
  /** The `next` of an earlier page of this very list, to go on from. */
  readonly from?: string;
}

/** An incoming call of somebody the CRM does not know. */
export interface NewSipUnsorted {
  readonly phone: string;
  /** Our own id of the call. */
  readonly uniq: string;
  /** Unix seconds of the ring. */
  readonly calledAt: number;
  /** Whole seconds. */
  readonly duration: number;
  readonly link?: string;
  /** Who took the call. */
  readonly responsible_user_id?: number;
  readonly pipeline_id?: number;
  readonly contact?: NewContact;
  readonly leadName?: string;
}

export interface CrmUnsortedLeads {
  pages(query?: UnsortedQuery, options?: RequestOptions): Pages<CrmUnsorted>;
  createSip(
    call: NewSipUnsorted,
    options?: RequestOptions,
  ): Promise<CrmResult<Pick<CrmUnsorted, 'uid' | 'leadIds' | 'contactIds'>>>;
  /** Takes it: into this stage or the pipeline's first, for this user or nobody in particular. */
  accept(
    uid: string,
    by?: { readonly user_id?: number; readonly status_id?: number },
    options?: RequestOptions,
  ): Promise<CrmResult<CrmUnsorted>>;
}

/** The telephony as the service tells its sources apart. */
const SOURCE_UID = 'ringside';

/** crm-api.md 4.3. */
const unsorted = z
  .object({
    uid: words,
    category: maybe(z.string()),
    pipeline_id: maybe(id),
    created_at: maybe(unixSeconds),
    _embedded: parts({ leads: linkedIds, contacts: linkedIds, companies: linkedIds }),
  })
  .transform(({ _embedded, ...said }): CrmUnsorted => ({
    uid: said.uid,
    category: said.category ?? '',
    pipeline_id: said.pipeline_id ?? null,
    created_at: said.created_at ?? null,
    leadIds: _embedded?.leads ?? [],
    contactIds: _embedded?.contacts ?? [],
    companyIds: _embedded?.companies ?? [],
  }));

const list = itemsOf('unsorted', unsorted);

function sipBody(call: NewSipUnsorted) {
  const embedded = given({
    contacts: call.contact === undefined ? undefined : [newContactBody(call.contact)],
    leads: call.leadName === undefined ? undefined : [{ name: call.leadName }],
  });
  return given({
    source_uid: SOURCE_UID,
    source_name: SOURCE,
    pipeline_id: call.pipeline_id,
    created_at: call.calledAt,
    // Which of them are required is UNCERTAIN, and so is which of `from` and `phone` is shown as the caller:
    // all are sent, and the caller's number in both (crm-api.md 4.3).
    metadata: given({
      uniq: call.uniq,
      phone: call.phone,
      from: call.phone,
      called_at: call.calledAt,
      duration: call.duration,
      link: call.link,
      service_code: SOURCE_UID,
      call_responsible: call.responsible_user_id,
      is_call_event_needed: true,
    }),
    _embedded: Object.keys(embedded).length === 0 ? undefined : embedded,
  });
}

/** `/leads/unsorted` (crm-api.md 4.3). */
export function createUnsorted(transport: Transport): CrmUnsortedLeads {
  return {
    pages: (query = {}, options) =>
      walkPages(
        transport,
        {
          from:
            query.from ??
            apiPath('leads/unsorted', {
              filter: { category: query.categories, pipeline_id: query.pipelineId },
              order: { created_at: 'desc' },
              limit: query.limit ?? 50,
            }),
          read: list,
          wanted: (one) =>
            (query.categories?.some((category) => category === one.category) ?? true) &&
            (query.pipelineId === undefined || query.pipelineId === one.pipeline_id),
        },
        options,
      ),
    async createSip(call, options) {
      const answer = await transport.send('POST', apiPath('leads/unsorted/sip'), [sipBody(call)], options);
      const read = answer.ok ? list(answer.value) : answer;
      if (!read.ok) return read;
      const [made] = read.value;
      return made === undefined
        ? fail({ kind: 'malformed', path: '_embedded.unsorted.0', maySucceed: true, words: '' })
        : ok({ uid: made.uid, leadIds: made.leadIds, contactIds: made.contactIds });
    },
    async accept(uid, by = {}, options) {
      const path = apiPath(`leads/unsorted/${encodeURIComponent(uid)}/accept`);
      const answer = await transport.send('POST', path, given({ ...by }), options);
      // A 204 says no more than that it was taken.
      return answer.ok ? checkAnswer(unsorted, answer.value ?? { uid }) : answer;
    },
  };
}
