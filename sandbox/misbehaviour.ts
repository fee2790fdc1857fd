/** What can go wrong on purpose. */
export const MISBEHAVIOURS = [
  'delay',
  '402',
  '403',
  '403html',
  '429',
  '500',
  '502',
  '504',
  'dropBefore',
  'dropAfter',
  'malformed',
  'htmlOk',
  'truncated',
  'revoked',
] as const;

export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

/** An order to misbehave. */
export interface MisbehaviourOrder {
  readonly what: Misbehaviour;
  /** Only requests of this method. */
  readonly method?: string;
  /** Only paths that start so; with `*` (within a segment) or `**` a pattern for the whole path. */
  readonly path?: string;
  /** Only requests to this account's host (subdomain). */
  readonly account?: string;
  /** How many requests; null: all until cleared. Default 1. */
  readonly times?: number | null;
  /** For `delay`. Default 1000. */
  readonly delayMs?: number;
  /** Does the write happen? `before`: no (an error) or not yet (a delay); `after`: it has happened. Default before. */
  readonly when?: 'before' | 'after';
}

/** The standing orders. */
export interface Misbehaviours {
  order(order: MisbehaviourOrder): void;
  /** Takes all orders back. */
  clear(): void;
  /** The first order that fits a request; counts it as done once. */
  take(method: string, path: string, account: string | null): MisbehaviourOrder | null;
}

/** An empty book of orders. */
export function createMisbehaviours(): Misbehaviours {
  let orders: { order: MisbehaviourOrder; left: number | null }[] = [];
  return {
    order(order) {
      orders.push({ order, left: order.times === undefined ? 1 : order.times });
    },
    clear() {
      orders = [];
    },
    take(method, path, account) {
      const found = orders.find(({ order }) => fits(order, method, path, account));
      if (!found) return null;
      if (found.left !== null) {
        found.left -= 1;
        if (found.left <= 0) orders = orders.filter((one) => one !== found);
      }
      return found.order;
    },
  };
}

function fits(order: MisbehaviourOrder, method: string, path: string, account: string | null): boolean {
  if (order.method !== undefined && order.method.toUpperCase() !== method) return false;
  if (order.account !== undefined && order.account !== account) return false;
  if (order.path === undefined) return true;
  return order.path.includes('*') ? patternOf(order.path).test(path) : path.startsWith(order.path);
}

function patternOf(glob: string): RegExp {
  const source = glob
    .split(/(\*+)/u)
    .map((piece) => (piece === '*' ? '[^/]*' : piece.startsWith('**') ? '.*' : escaped(piece)))
    .join('');
  return new RegExp(`^${source}$`, 'u');
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}/-]/gu, '\\$&');

/** Reads an order that came over HTTP; a sentence when it is not one. */
export function parseOrder(value: unknown): MisbehaviourOrder | string {
  if (typeof value !== 'object' || value === null) return 'the body must be an object';
  const entries = new Map<string, unknown>(Object.entries(value));
  const what = MISBEHAVIOURS.find((one) => one === entries.get('what'));
  if (!what) return `"what" must be one of ${MISBEHAVIOURS.join(', ')}`;
  const method = entries.get('method');
  const path = entries.get('path');
  const account = entries.get('account');
  const times = entries.get('times');
  const delayMs = entries.get('delayMs');
  const when = entries.get('when');
  if (when !== undefined && when !== 'before' && when !== 'after') return '"when" must be before or after';
  return {
    what,
    ...(typeof method === 'string' && { method }),
    ...(typeof path === 'string' && { path }),
    ...(typeof account === 'string' && { account }),
    ...(times === null || typeof times === 'number' ? { times } : {}),
    ...(typeof delayMs === 'number' && { delayMs }),
    ...(when !== undefined && { when }),
  };
}
