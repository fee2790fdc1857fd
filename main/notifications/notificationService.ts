import type { NoticeKind } from '../../preload/contract/webhooks.ts';
import type { Clock } from '../common/clock.ts';
import type { ChangeFact } from '../mirror/changes/changeEvents.ts';

/** The card a notice leads to. */
export interface NoticeCard {
  readonly kind: 'contact' | 'company' | 'lead';
  readonly id: number;
}

/** Something an agent is told of by the system. */
export interface Notice {
  readonly kind: NoticeKind;
  /** Of the deal, the task or the caller; '' when unknown. */
  readonly name: string;
  /** The stage a deal moved to; '' for others. */
  readonly stage: string;
  readonly card: NoticeCard | null;
  /** Of a task that is due: what can be done about it at once. */
  readonly task?: { readonly id: number; readonly phone: string };
}

/** What the rules need to know of an account. */
export interface NoticeSetting {
  /** The agent. */
  readonly userId: number;
  /** Unix ms. */
  readonly now: number;
  /** The agent has just written this from here. */
  justWrote(entity: 'lead' | 'task', id: number): boolean;
  leadName(id: number): string;
  stageName(pipelineId: number, statusId: number): string;
}

/** Older news is history: a catch-up after the night tells a hundred at once. */
const NEWS_MS = 15 * 60_000;

/** What is to be told of a fact; null for nothing: not this agent's, old, or done by this agent. */
export function noticeOf(fact: ChangeFact, setting: NoticeSetting): Notice | null {
  const { userId, now } = setting;
  if (fact.by === userId || now - fact.at * 1_000 > NEWS_MS) return null;
  switch (fact.kind) {
    case 'leadMoved':
      if (fact.responsibleUserId !== userId || setting.justWrote('lead', fact.leadId)) return null;
      return {
        kind: 'leadMoved',
        name: fact.name === '' ? setting.leadName(fact.leadId) : fact.name,
        stage: setting.stageName(fact.pipelineId, fact.statusId),
        card: { kind: 'lead', id: fact.leadId },
      };
    case 'leadGiven':
      if (fact.to !== userId || setting.justWrote('lead', fact.leadId)) return null;
      return {
        kind: 'leadGiven',
        name: fact.name === '' ? setting.leadName(fact.leadId) : fact.name,
        stage: '',
        card: { kind: 'lead', id: fact.leadId },
      };
    case 'taskGiven':
      if (setting.justWrote('task', fact.taskId)) return null;
      return {
        kind: 'taskGiven',
        name: fact.text,
        stage: '',
        card: fact.about === null ? null : { kind: fact.about.entity, id: fact.about.id },
      };
    case 'incomingLead':
      if (fact.category !== 'sip') return null;
      return {
        kind: 'incomingCall',
        name: fact.leadId === null ? '' : setting.leadName(fact.leadId),
        stage: '',
        card: fact.leadId === null ? null : { kind: 'lead', id: fact.leadId },
      };
    default:
      return null;
  }
}

/** Told of what happens, tells the agent of it: grouped, and not at all where that was switched off. */
export interface NotificationService {
  add(account: string, notice: Notice): void;
  stop(): void;
}

interface NotificationServiceDeps {
  readonly clock: Clock;
  readonly isOn: (account: string, kind: NoticeKind) => boolean;
  /** Quiet hours. */
  readonly isQuiet: () => boolean;
  /** Whether it can be said what a notice is about; one that cannot waits a while for the CRM's answer. */
  readonly isNamed: (account: string, notice: Notice) => boolean;
  /** Notices of one kind: a few are shown each for itself, many come as one. */
  readonly show: (account: string, kind: NoticeKind, notices: readonly Notice[]) => void;
}

/** What comes so close together is told together. */
const GATHER_MS = 1_200;
/** So often what has no name yet is looked at again: ten seconds. */
const MOST_LOOKS = 8;
/** That an incoming lead is this agent's is no other news for so long. */
const SAME_LEAD_MS = 60_000;
/** More of a kind are one. */
const MOST_SINGLE = 3;

export function createNotificationService({
  clock,
  isOn,
  isQuiet,
  isNamed,
  show,
}: NotificationServiceDeps): NotificationService {
  const waiting = new Map<string, { readonly notices: Notice[]; readonly cancel: () => void }>();
  /** How often a notice was looked at without a name. */
  const looks = new WeakMap<Notice, number>();
  /** Leads that came in by phone, and when, by the monotonic clock. */
  const called = new Map<string, number>();
  const leadOf = (account: string, { card }: Notice): string => `${account} ${card?.id ?? ''}`;

  /** Somebody's from the start: that it is this agent's is the same news. */
  function isSaidByItsCall(account: string, notice: Notice): boolean {
    const at = notice.kind === 'leadGiven' ? called.get(leadOf(account, notice)) : undefined;
    return at !== undefined && clock.monotonic() - at < SAME_LEAD_MS;
  }

  function mustWait(account: string, notice: Notice): boolean {
    const looked = (looks.get(notice) ?? 0) + 1;
    looks.set(notice, looked);
    return looked < MOST_LOOKS && !isNamed(account, notice);
  }

  function gather(account: string, notices: Notice[]): void {
    const cancel = clock.schedule(GATHER_MS, () => {
      tell(account);
    });
    waiting.set(account, { notices, cancel });
  }

  function tell(account: string): void {
    const gathered = (waiting.get(account)?.notices ?? []).filter((one) => !isSaidByItsCall(account, one));
    waiting.delete(account);
    const later = gathered.filter((one) => mustWait(account, one));
    const notices = gathered.filter((one) => !later.includes(one));
    if (later.length > 0) gather(account, later);
    for (const kind of new Set(notices.map((notice) => notice.kind))) {
      const same = notices.filter((notice) => notice.kind === kind);
      if (same.length > MOST_SINGLE) show(account, kind, same);
      else for (const one of same) show(account, kind, [one]);
    }
  }

  return {
    add(account, notice) {
      if (!isOn(account, notice.kind) || isQuiet()) return;
      if (notice.kind === 'incomingCall' && notice.card) {
        for (const [lead, at] of called) if (clock.monotonic() - at >= SAME_LEAD_MS) called.delete(lead);
        called.set(leadOf(account, notice), clock.monotonic());
      }
      if (isSaidByItsCall(account, notice)) return;
      const known = waiting.get(account)?.notices;
      if (known === undefined) return gather(account, [notice]);
      const isSame = known.some(
        (one) => one.kind === notice.kind && one.card?.id === notice.card?.id && one.name === notice.name,
      );
      if (!isSame) known.push(notice);
    },
    stop() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
