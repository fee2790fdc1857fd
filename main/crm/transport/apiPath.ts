import { stringify } from 'qs';

/** A query of the service's PHP-style brackets (crm-api.md 2.5); undefined keys are left out. */
export type Query = Readonly<Record<string, unknown>>;

/**
 * Path of an API v4 resource with its query: `apiPath('leads', {filter: {id: [1]}})` is
 * `/api/v4/leads?filter[id][]=1`, brackets encoded.
 */
export function apiPath(resource: string, query: Query = {}): string {
  return `/api/v4/${resource}${stringify(query, { arrayFormat: 'brackets', addQueryPrefix: true })}`;
}
