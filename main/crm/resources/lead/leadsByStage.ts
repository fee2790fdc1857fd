import { ok } from '../../../common/result.ts';
import type { CrmLead } from '../../types/lead.ts';
import type { RequestOptions } from '../../types/requestOptions.ts';
import type { LeadsQuery } from './leadQuery.ts';
import type { Pages } from '../../transport/pagination.ts';

/**
 * Leads of several stages where the service filters by one only (Kommo, crm-api.md 3.4): one list after the other,
 * walked as if they were one. Which of them a `next` belongs to stands behind `#`, which no path of the API has.
 *
 * @param pages the leads of one stage
 */
export async function* stageByStage(
  pages: (query: LeadsQuery, options?: RequestOptions) => Pages<CrmLead>,
  query: LeadsQuery,
  options?: RequestOptions,
): Pages<CrmLead> {
  const { stages = [], from, ...rest } = query;
  const [path = '', place = '0'] = from?.split('#') ?? [];
  const first = Number(place);
  for (const [index, stage] of stages.entries()) {
    if (index < first) continue;
    const isGoneOn = index === first && path !== '';
    const isLast = index === stages.length - 1;
    for await (const page of pages(
      { ...rest, stages: [stage], ...(isGoneOn ? { from: path } : {}) },
      options,
    )) {
      if (!page.ok) {
        yield page;
        return;
      }
      const { items, next } = page.value;
      // The end of one stage's list is the beginning of the next one's.
      const after = next === null ? (isLast ? null : `#${String(index + 1)}`) : `${next}#${String(index)}`;
      yield ok({ items, next: after });
    }
  }
}
