import qs from 'qs';

/**
 * A body as PHP's http_build_query writes it: brackets nest, spaces are pluses, booleans are 1 and 0, null is left out; whoever reads
 * it gets texts only (crm-api.md 5.2).
 */
export const formEncoded = (body: object): string =>
  qs.stringify(body, {
    format: 'RFC1738',
    skipNulls: true,
    encoder: (value: unknown, encode) => encode(typeof value === 'boolean' ? Number(value) : value),
  });
