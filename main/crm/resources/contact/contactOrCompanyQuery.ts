import type { Pages } from '../../transport/pagination.ts';
import { apiPath } from '../../transport/apiPath.ts';
import type { RequestOptions } from '../../types/requestOptions.ts';

/** Which contacts or companies a list shows, and in which order. */
export interface ContactOrCompanyListQuery {
  /** The service's own search over every filled field. */
  readonly text?: string;
  readonly responsibleUserIds?: readonly number[];
  /** Unix seconds. */
  readonly updatedFrom?: number;
  /** Newest change first, or by id (the default). */
  readonly order?: 'updated' | 'id';
  /** 50 for a screen (the default), 250 for a sync. */
  readonly limit?: 50 | 250;
  /** The `next` of an earlier page of this very list, to go on from. */
  readonly from?: string;
}

export type ContactOrCompanyPages<T> = (
  query?: ContactOrCompanyListQuery,
  options?: RequestOptions,
) => Pages<T>;

/** The first page of `/contacts` or `/companies` (crm-api.md 2.5), or the one to go on from. */
export function contactOrCompanyPath(
  list: 'contacts' | 'companies',
  links: string,
  query: ContactOrCompanyListQuery,
): string {
  const { text, responsibleUserIds, updatedFrom, order, limit = 50, from } = query;
  if (from !== undefined) return from;
  return apiPath(list, {
    query: text,
    with: links,
    filter: {
      responsible_user_id: responsibleUserIds,
      updated_at: updatedFrom === undefined ? undefined : { from: updatedFrom },
    },
    order: order === 'updated' ? { updated_at: 'desc' } : undefined,
    limit,
  });
}

/** Whether an item is what was asked for: where filters are switched off everything comes (crm-api.md 2.5). */
export const isWantedContactOrCompany =
  ({ responsibleUserIds, updatedFrom = 0 }: ContactOrCompanyListQuery) =>
  (contactOrCompany: { readonly responsible_user_id: number; readonly updated_at: number }): boolean =>
    contactOrCompany.updated_at >= updatedFrom &&
    (responsibleUserIds?.includes(contactOrCompany.responsible_user_id) ?? true);
