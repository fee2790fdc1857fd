import { noticeKind } from '../../../preload/contract/webhooks.ts';
import type {
  WebhookState,
  NoticeSettings,
  RelayConnectionStatus,
} from '../../../preload/contract/webhooks.ts';
import type { Inbox, InboxState } from '../../webhooks/apply/webhookInbox.ts';
import type { WebhookCheck } from '../../webhooks/receiver/webhookCheck.ts';
import type { ReceiverManager } from '../../webhooks/receiver/receiverManager.ts';
import type { NoticeCard } from '../../notifications/notificationService.ts';
import type { SettingsFile } from '../../settings/settingsFile.ts';
import type { Subscriptions } from '../../webhooks/receiver/webhookSubscriptions.ts';
import { ok } from '../../common/result.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface WebhookHandlerDeps {
  readonly inbox: Pick<Inbox, 'join' | 'leave' | 'state' | 'takeBack'>;
  readonly receiver: ReceiverManager;
  readonly subscriptionsOf: (account: string) => Subscriptions;
  readonly test: WebhookCheck;
  readonly accountOf: (account: string) => { readonly accountId: number } | null;
  readonly copy: (text: string) => void;
  readonly settingsFile: Pick<SettingsFile, 'get' | 'change'>;
  readonly takeCard: (account: string) => NoticeCard | null;
}

/** How an account's changes reach this computer, for its own windows. */
export function webhookHandlers(deps: WebhookHandlerDeps): Handlers<'webhooks'> {
  const { inbox, receiver, subscriptionsOf, settingsFile } = deps;
  const stateOf = (account: string): WebhookState =>
    shownState(inbox.state(account), receiver, deps.accountOf(account)?.accountId ?? 0);
  const noticesOf = (account: string): NoticeSettings => {
    const { off, quietAccounts } = settingsFile.get().notices;
    return {
      on: noticeKind.options.filter((kind) => !off.includes(kind)),
      account: !quietAccounts.includes(account),
    };
  };
  return {
    state: (_, { account }) => ok(stateOf(account ?? '')),
    join: async ({ link }, { account }) => {
      const joined = await inbox.join(account ?? '', link);
      return ok(joined.ok ? { outcome: 'joined' } : { outcome: 'failed', reason: joined.error });
    },
    takeBack: (_, { account }) => {
      inbox.takeBack(account ?? '');
      return ok({});
    },
    leave: (_, { account }) => {
      inbox.leave(account ?? '');
      return ok({});
    },
    hooks: async (_, { account }) => ok(await subscriptionsOf(account ?? '').list()),
    setHook: async ({ id, kinds }, { account }) => ok(await subscriptionsOf(account ?? '').set(id, kinds)),
    addHook: async ({ address, kinds }, { account }) =>
      ok(await subscriptionsOf(account ?? '').add(address, kinds)),
    test: async ({ id }, { account }) => {
      const known = deps.accountOf(account ?? '');
      const destination = await subscriptionsOf(account ?? '').destinationOf(id);
      if (known === null || destination === null) return requestError('notNow', 'there is no such webhook');
      return ok(await deps.test.run(destination, known.accountId));
    },
    setReceiver: async ({ on }, { account }) => {
      await receiver.set(on);
      return ok(stateOf(account ?? ''));
    },
    notices: (_, { account }) => ok(noticesOf(account ?? '')),
    setNotices: ({ on, account: isOn }, { account }) => {
      const key = account ?? '';
      const others = settingsFile.get().notices.quietAccounts.filter((one) => one !== key);
      settingsFile.change({
        notices: {
          off: noticeKind.options.filter((kind) => !on.includes(kind)),
          quietAccounts: isOn ? others : [...others, key],
        },
      });
      return ok(noticesOf(key));
    },
    takeCard: (_, { account }) => ok({ card: deps.takeCard(account ?? '') }),
    copyReceiverAddress: async (_, { account }) => {
      const address = await receiver.addressOf(account ?? '');
      if (address === null) return requestError('notNow', 'the keychain does not give it out');
      deps.copy(address);
      return ok({});
    },
  };
}

/** What a window may see of it. */
export function shownState(state: InboxState, receiver: ReceiverManager, accountId: number): WebhookState {
  return {
    relay:
      state.relay === null ? null : { address: state.relay, line: connectionStatus(state.line, accountId) },
    lastAt: state.lastAt,
    receiver: receiver.shown(),
  };
}

function connectionStatus(line: InboxState['line'], accountId: number): RelayConnectionStatus {
  switch (line?.kind) {
    case 'live':
      return line.accounts.includes(accountId) ? 'live' : 'notHere';
    case 'waiting':
      return line.why;
    case 'refused':
    case 'replaced':
      return line.kind;
    default:
      return 'connecting';
  }
}
