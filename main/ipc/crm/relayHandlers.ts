import type { RelayAdmin } from '../../webhooks/relay/relayAdmin.ts';
import type { Subscriptions } from '../../webhooks/receiver/webhookSubscriptions.ts';
import { webhookKind } from '../../../preload/contract/webhooks.ts';
import { ok } from '../../common/result.ts';
import type { Handlers } from '../answerRequest.ts';

interface RelayDeps {
  readonly admin: RelayAdmin;
  readonly subscriptionsOf: (account: string) => Subscriptions;
  readonly copy: (text: string) => void;
}

/** What the admin of the team's relay does from an account's window. */
export function relayHandlers({ admin, subscriptionsOf, copy }: RelayDeps): Handlers<'relay'> {
  return {
    desktops: async (_, { account }) => ok(await admin.desktops(account ?? '')),
    manage: async ({ address, token }, { account }) => ok(await admin.manage(account ?? '', address, token)),
    forget: (_, { account }) => ok(admin.forget(account ?? '')),
    invite: async (_, { account }) => {
      const made = await admin.invite(account ?? '');
      if (!made.ok) return ok({ outcome: 'failed', reason: made.error });
      copy(made.value);
      return ok({ outcome: 'copied' });
    },
    revoke: async ({ id }, { account }) => ok(await admin.revoke(account ?? '', id)),
    subscribe: async (_, { account }) => {
      const address = await admin.webhookUrl(account ?? '');
      if (!address.ok) return ok({ outcome: 'failed', failure: 'network' });
      return ok(await subscriptionsOf(account ?? '').add(address.value, webhookKind.options));
    },
  };
}
