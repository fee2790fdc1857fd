/** What can go wrong on purpose. A number is that status, as the service or what stands before it would word it. */
export const MISBEHAVIOURS = [
  'delay',
  'answer',
  'nextLink',
  '302',
  '401',
  '402',
  '403',
  '403html',
  '404',
  '408',
  '409',
  '421',
  '423',
  '425',
  '429',
  '451',
  '499',
  '500',
  '502',
  '503',
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
  /** How many requests that fit are answered well first. Default 0. */
  readonly skip?: number;
  /** It begins with the first request to a path that fits this, which is itself answered well: `/oauth2/access_token`. */
  readonly since?: string;
  /** It ends so many milliseconds after it began. Default: never. */
  readonly forMs?: number;
  /** Before the answer, with any of them; for `delay` 1000 unless said. */
  readonly delayMs?: number;
  /** Does the write happen? `before`: no (an error) or not yet (a delay); `after`: it has happened. Default before. */
  readonly when?: 'before' | 'after';
  /** For `answer`. Default 200. */
  readonly status?: number;
  /** For `answer` and every status: laid over the answer's own, e.g. `location` of a 302. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For `answer` and every status: the body as it is. */
  readonly body?: string;
  /** For `nextLink`: what stands in `_links.next.href` of the list. */
  readonly href?: string;
}

/** The standing orders. */
export interface Misbehaviours {
  order(order: MisbehaviourOrder): void;
  /** Takes all orders back. */
  clear(): void;
  /** The first order that fits a request; counts it as done once. */
  take(method: string, path: string, account: string | null): MisbehaviourOrder | null;
}

interface Standing {
  readonly order: MisbehaviourOrder;
  left: number | null;
  skip: number;
  /** Milliseconds of `now`; null until what it waits for was asked. */
  begunAt: number | null;
}

/** An empty book of orders. `now` is a clock nobody puts back, milliseconds. */
export function createMisbehaviours(now: () => number = () => performance.now()): Misbehaviours {
  let orders: Standing[] = [];
  const isOver = ({ order: { forMs }, begunAt }: Standing): boolean =>
    forMs !== undefined && begunAt !== null && now() - begunAt >= forMs;
  return {
    order(order) {
      orders.push({
        order,
        left: order.times === undefined ? 1 : order.times,
        skip: order.skip ?? 0,
        begunAt: order.since === undefined ? now() : null,
      });
    },
    clear() {
      orders = [];
    },
    take(method, path, account) {
      orders = orders.filter((one) => !isOver(one));
      const ready = orders.filter((one) => one.begunAt !== null && fits(one.order, method, path, account));
      for (const one of orders) {
        if (one.begunAt === null && isOfPath(one.order.since, path)) one.begunAt = now();
      }
      const found = ready.find((one) => one.skip === 0);
      for (const one of ready) if (one.skip > 0) one.skip -= 1;
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
  return isOfPath(order.path, path);
}

function isOfPath(wanted: string | undefined, path: string): boolean {
  if (wanted === undefined) return true;
  return wanted.includes('*') ? patternOf(wanted).test(path) : path.startsWith(wanted);
}

function patternOf(glob: string): RegExp {
  const source = glob
    .split(/(\*+)/u)
    .map((piece) => (piece === '*' ? '[^/]*' : piece.startsWith('**') ? '.*' : escaped(piece)))
    .join('');
  return new RegExp(`^${source}$`, 'u');
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}/-]/gu, '\\$&');
