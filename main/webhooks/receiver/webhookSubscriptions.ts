import type { WebhookList, WebhookKind } from '../../../preload/contract/webhooks.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { CrmWebhook, CrmWebhooks } from '../../crm/resources/webhookResource.ts';

/** What the CRM calls each kind (crm-api.md 5.1). */
const CODES: Readonly<Record<WebhookKind, readonly string[]>> = {
  leadAdded: ['add_lead'],
  leadChanged: ['update_lead'],
  leadStage: ['status_lead'],
  leadResponsible: ['responsible_lead'],
  leadDeleted: ['delete_lead'],
  leadRestored: ['restore_lead'],
  leadNote: ['note_lead'],
  contacts: ['add_contact', 'update_contact', 'delete_contact', 'restore_contact', 'responsible_contact'],
  companies: ['add_company', 'update_company', 'delete_company', 'restore_company', 'responsible_company'],
  tasks: ['add_task', 'update_task', 'delete_task', 'responsible_task'],
  unsorted: ['add_unsorted', 'update_unsorted', 'delete_unsorted'],
  calls: ['note_contact', 'note_company'],
};
const KINDS = Object.keys(CODES) as readonly WebhookKind[];
const OURS = new Set(Object.values(CODES).flat());

/** The webhooks of an account that lead to Ringside, as its admin sees and switches them. */
export interface Subscriptions {
  list(): Promise<WebhookList>;
  /** What this one tells from now on; saving it switches a disabled one on again. Without kinds it is removed. */
  set(id: number, kinds: readonly WebhookKind[]): Promise<WebhookList>;
  add(address: string, kinds: readonly WebhookKind[]): Promise<WebhookList>;
  /** Where it leads, what is secret included; null when there is no such hook. */
  destinationOf(id: number): Promise<string | null>;
}

/** An address that is a relay's or a receiver's; what stands behind the last slash is secret. */
const ADDRESS = /^(https?:\/\/[^?#]+\/webhook\/amo\/)([\w-]{16,200})$/u;

/** A webhook's address without what is secret; null when it leads elsewhere. */
export function shownAddress(destination: string): string | null {
  const [, where] = ADDRESS.exec(destination) ?? [];
  return where === undefined ? null : `${where}…`;
}

/** @param webhooks the account's line to the CRM; null while there is none */
export function createSubscriptions(webhooks: () => CrmWebhooks | null): Subscriptions {
  /** As last listed: windows name a hook by its id, never by its address. */
  let known: readonly CrmWebhook[] = [];

  async function list(): Promise<WebhookList> {
    const api = webhooks();
    if (api === null) return failed('noToken');
    const read = await api.list();
    if (!read.ok) return failed(read.error.kind);
    known = read.value;
    return {
      outcome: 'hooks',
      hooks: known.flatMap((hook) => {
        const address = shownAddress(hook.destination);
        const on = KINDS.filter((kind) => CODES[kind].every((code) => hook.settings.includes(code)));
        return address === null ? [] : [{ id: hook.id, address, disabled: hook.disabled, on }];
      }),
    };
  }

  async function save(destination: string, kinds: readonly WebhookKind[]): Promise<WebhookList> {
    const api = webhooks();
    if (api === null) return failed('noToken');
    const before = known.find((hook) => hook.destination === destination);
    // What somebody subscribed besides stays subscribed.
    const others = (before?.settings ?? []).filter((code) => !OURS.has(code));
    const codes = [...KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) => CODES[kind]), ...others];
    const saved =
      codes.length === 0 ? await api.unsubscribe(destination) : await api.subscribe(destination, codes);
    return saved.ok ? list() : failed(saved.error.kind);
  }

  const destinationOf = async (id: number): Promise<string | null> => {
    if (!known.some((hook) => hook.id === id)) await list();
    return known.find((hook) => hook.id === id)?.destination ?? null;
  };

  return {
    list,
    async set(id, kinds) {
      const destination = await destinationOf(id);
      return destination === null ? list() : save(destination, kinds);
    },
    add: (address, kinds) =>
      ADDRESS.test(address) ? save(address, kinds) : Promise.resolve(failed('rejected')),
    destinationOf,
  };
}

function failed(kind: CrmFailure['kind']): WebhookList {
  return kind === 'forbidden' ? { outcome: 'notAdmin' } : { outcome: 'failed', failure: kind };
}
