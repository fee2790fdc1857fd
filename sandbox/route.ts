import type { Answer } from './answer.ts';
import type { SandboxHost } from './hosts.ts';
import type { UserRecord } from './model.ts';
import type { PhpObject } from './phpQuery.ts';
import type { Settings } from './options.ts';
import type { AccountStore, Store } from './store.ts';
import type { WebhookPost } from './webhooks/post.ts';
import type { Tokens } from './oauth/tokens.ts';

/** What every handler may look at. */
export interface BaseContext {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly settings: Settings;
  readonly webhooks: WebhookPost;
  readonly host: SandboxHost;
  /** `http://{host as sent}`; every link in an answer starts so. */
  readonly origin: string;
  /** Port the sandbox listens on. */
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly query: PhpObject;
  readonly params: Readonly<Record<string, string>>;
  /** JSON or form, already parsed; undefined when there was none. */
  readonly body: unknown;
  header(name: string): string | undefined;
  /** Unix seconds. */
  readonly now: number;
  /** To be called once a change is in the store. */
  wrote(): void;
}

/** A request that carried a valid token for its account. */
export interface ApiContext extends BaseContext {
  readonly account: AccountStore;
  readonly user: UserRecord;
}

/** What telling of a change needs of a request: who did it, when, where. */
export type Witness = Pick<ApiContext, 'account' | 'user' | 'store' | 'settings' | 'webhooks' | 'now'>;

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A route of the API: needs a token, counts against the limit. */
export interface ApiRoute {
  readonly method: Method;
  readonly path: string;
  readonly handle: (context: ApiContext) => Answer;
}

/** A route without a token: sign-in and the sandbox's own. */
export interface OpenRoute {
  readonly method: Method;
  readonly path: string;
  readonly handle: (context: BaseContext) => Answer;
}
