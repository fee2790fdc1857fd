import type { Witness } from '../route.ts';

/** What webhooks are told: one action on one thing, in the words of v2 (crm-api.md 5.2). */
export interface HookMessage {
  /** Told to subscribers of any of these. */
  readonly codes: readonly string[];
  readonly key: 'leads' | 'contacts' | 'customers' | 'task' | 'unsorted';
  readonly action: string;
  /** The thing, made only when somebody is to be told. */
  readonly item: () => object;
}

/** Sends a message to every subscriber of the account who asked for it; returns at once. */
export function callHooks({ account, webhooks }: Witness, { codes, key, action, item }: HookMessage): void {
  if (!account.webhooks.some((hook) => codes.some((code) => hook.settings.includes(code)))) return;
  const { id, subdomain } = account.account;
  const body = {
    [key]: { [action]: [item()] },
    account: { subdomain, id, _links: { self: webhooks.originOf(subdomain) } },
  };
  webhooks.post(account, codes, body);
}

/** Every code a subscription may name (crm-api.md 5.1). */
export const HOOK_CODES: readonly string[] = [
  ...['add', 'update', 'delete', 'restore', 'status', 'responsible', 'note'].map((one) => `${one}_lead`),
  ...['contact', 'company'].flatMap((type) =>
    ['add', 'update', 'delete', 'restore', 'responsible', 'note'].map((one) => `${one}_${type}`),
  ),
  ...['add', 'update', 'delete', 'responsible'].map((one) => `${one}_task`),
  ...['add', 'update', 'delete', 'responsible', 'note'].map((one) => `${one}_customer`),
  'add_talk',
  'update_talk',
  'add_message',
  'add_chat_template_review',
  'add_unsorted',
  'update_unsorted',
  'delete_unsorted',
];
