import { hostname } from 'node:os';
import type { Vault } from '../accounts/vault.ts';
import type { Clock } from '../clock.ts';
import { createInbox } from '../inbox/inboxDesk.ts';
import type { Inbox } from '../inbox/inboxDesk.ts';
import { createReadBacks } from '../inbox/readBack.ts';
import type { Log } from '../log.ts';
import type { MirrorFact } from '../mirror/news.ts';
import type { FactSource } from '../mirror/syncMessages.ts';
import type { Opening } from '../opening.ts';
import type { CrmLines } from './crmLines.ts';

/** Where news of the CRM come in, and what is made of them. */
export interface InboxRoom {
  readonly inbox: Inbox;
  heardFacts(account: string, facts: readonly MirrorFact[], from: FactSource): void;
  onSystemResume(): void;
  stop(): void;
}

interface InboxRoomDeps {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly noteAdded: (account: string, card: { readonly entity: string; readonly id: number }) => void;
}

export function composeInboxRoom(deps: InboxRoomDeps): InboxRoom {
  const { opening, lines, vault, clock, random, log } = deps;
  const { journal, registry } = opening;
  const { sync, sessions } = lines;
  const readBacks = createReadBacks({
    clientOf: (account) => sessions.clientOf(account),
    remember: (account, brought) => {
      sync.remember(account, brought);
    },
    catchUpNow: (account) => {
      sync.catchUpNow(account);
    },
    clock,
  });
  const inbox = createInbox({
    journal,
    vault,
    sync,
    isUsed: (account) => registry.isSeen(account),
    readBack: (account, wanted) => {
      readBacks.add(account, wanted);
    },
    clock,
    random,
    computerName: hostname(),
    changed: () => {},
    report: (message) => {
      log.info(message);
    },
  });
  registry.onSeen((account) => {
    inbox.windowsChanged(account);
  });
  return {
    inbox,
    heardFacts(account, facts, from) {
      inbox.heardFacts(account, facts, from);
      for (const fact of facts) {
        if (fact.kind !== 'noteAdded') continue;
        deps.noteAdded(account, { entity: fact.parent, id: fact.parentId });
      }
    },
    onSystemResume() {
      inbox.wake();
    },
    stop() {
      inbox.stop();
      readBacks.stop();
    },
  };
}
