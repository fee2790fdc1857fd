import type { CallViews } from '../calls/history/callViews.ts';
import type { AgentWrites } from '../outbox/agentWrites.ts';
import type { TaskService } from '../views/task/taskService.ts';
import type { Clock } from '../common/clock.ts';
import { createDueTasks } from '../notifications/dueTasks.ts';
import { serviceNow } from '../writes/serviceTimes.ts';
import { createNotificationService, noticeOf } from '../notifications/notificationService.ts';
import type { Notice, NoticeCard } from '../notifications/notificationService.ts';
import type { Startup } from './startup.ts';
import { rowOf } from '../views/pendingState.ts';
import { isQuiet } from '../settings/quietHours.ts';
import { SNOOZE_MS } from '../../preload/constants.ts';
import { createHeldTasks } from '../notifications/heldTasks.ts';
import { createNotifications, type SystemNotice } from '../windows/system/systemNotifications.ts';
import type { CrmConnections } from './composeCrm.ts';

/** What the system tells the agent of, and where a click on that leads. */
export interface ComposedNotifications {
  /** Somebody else called a missed caller back. */
  calledBack(account: string, name: string, card: NoticeCard | null): void;
  /** The card a click asked this account's window to open; once. */
  takeCard(account: string): NoticeCard | null;
  start(): void;
  stop(): void;
}

interface NotificationParts {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly tasks: Pick<TaskService, 'due'>;
  readonly clock: Clock;
  readonly callViews: Pick<CallViews, 'onTell'>;
  /** Calls the number of a task. */
  readonly dialTask: (account: string, task: { readonly id: number; readonly phone: string }) => void;
  readonly writes: Pick<AgentWrites, 'add'>;
}

/** A write of the agent's comes back as a change event this shortly after. */
const OWN_WRITE_MS = 60_000;
const MINUTE_MS = 60_000;

export function composeNotifications({
  opening,
  crm,
  tasks,
  callViews,
  clock,
  dialTask,
  writes,
}: NotificationParts): ComposedNotifications {
  const { list, registry, settingsFile, shell, speech, events } = opening;
  const { mirror } = crm;
  const show = createNotifications();
  const wanted = new Map<string, NoticeCard>();
  const written = new Map<string, number>();

  function open(account: string, card: NoticeCard | null): void {
    if (card !== null) wanted.set(account, card);
    shell.openAccount(account);
    // A window that was there is told; one that opens now asks by itself.
    registry.tell('arrival', {}, { kinds: ['account'], account });
  }

  const crmNow = (account: string): number => serviceNow(crm.sessions.serviceClockOf(account)) ?? clock.now();
  /** What a task that is due is answered with, without a window. */
  const actionsOf = (account: string, { task }: Notice): NonNullable<SystemNotice['actions']> => {
    if (task === undefined) return [];
    const call = { text: speech.t('notice.call'), onClick: () => dialTask(account, task) };
    const snooze = {
      text: speech.t('notice.snooze'),
      onClick: () => {
        const completeTill = Math.ceil((crmNow(account) + SNOOZE_MS) / MINUTE_MS) * 60;
        writes.add(account, null, [{ kind: 'moveTask', taskId: task.id, completeTill }]);
      },
    };
    return task.phone === '' ? [snooze] : [call, snooze];
  };
  /** What a webhook did not say of a deal may have come with the gathering: it is asked for then. */
  const bodyOf = (account: string, { name, stage, card }: Notice): string => {
    const known = name === '' && card?.kind === 'lead' ? mirror.lead(account, card.id)?.name : name;
    return [known ?? '', stage].filter((text) => text !== '').join(': ');
  };

  const notificationService = createNotificationService({
    clock,
    isOn(account, kind) {
      const { off, quietAccounts } = settingsFile.get().notices;
      return !off.includes(kind) && !quietAccounts.includes(account);
    },
    isQuiet: () => isQuiet(settingsFile.get().quietHours, clock.now(), null),
    isNamed: (account, { name, card }) =>
      name !== '' || card?.kind !== 'lead' || mirror.lead(account, card.id) !== null,
    show(account, kind, notices) {
      const [first] = notices;
      const known = list.get(account);
      // Removed while its notices were gathered.
      if (first === undefined || known === null) return;
      const accountName = list.list().length > 1 ? ` · ${known.name}` : '';
      show({
        title: `${speech.t(`notice.${kind}`)}${accountName}`,
        body:
          notices.length === 1
            ? bodyOf(account, first)
            : speech.t('noticeBody.several', { count: notices.length }),
        onClick: () => {
          open(account, notices.length === 1 ? first.card : null);
        },
        actions: notices.length === 1 ? actionsOf(account, first) : [],
      });
    },
  });
  const held = createHeldTasks({
    isBusy: () => opening.journal.calls.open().length > 0,
    isStillDue: (account, { id, completeTill }) =>
      tasks.due(account, completeTill - 1, completeTill).some((task) => task.id === id),
    tell(account, task) {
      const card = task.about === null ? null : { kind: task.about.entity, id: task.about.id };
      const name = [task.text, task.about?.name ?? ''].filter((text) => text !== '').join(' · ');
      notificationService.add(account, {
        kind: 'taskDue',
        name,
        stage: '',
        card,
        task: { id: task.id, phone: task.person?.phone ?? '' },
      });
    },
  });
  const due = createDueTasks({
    accounts: () => list.list(),
    tasks,
    clock,
    serviceNow: (account) => serviceNow(crm.sessions.serviceClockOf(account)),
    due: (account, task) => {
      held.due(account, task);
    },
  });
  callViews.onTell(() => {
    held.callsChanged();
  });

  events.on('changeFacts', (account, facts) => {
    const userId = list.get(account)?.userId;
    if (userId === undefined) return;
    for (const fact of facts) {
      const notice = noticeOf(fact, {
        userId,
        now: clock.now(),
        justWrote: (entity, id) =>
          clock.monotonic() - (written.get(`${account} ${entity} ${id}`) ?? Number.NEGATIVE_INFINITY) <
          OWN_WRITE_MS,
        leadName: (id) => mirror.lead(account, id)?.name ?? '',
        stageName: (pipelineId, statusId) => mirror.stage(account, pipelineId, statusId)?.stage ?? '',
      });
      if (notice !== null) notificationService.add(account, notice);
    }
  });
  events.on('writeChanged', ({ account, last }) => {
    const row = rowOf(last);
    if (row === null) return;
    for (const [key, at] of written) if (clock.monotonic() - at > OWN_WRITE_MS) written.delete(key);
    written.set(`${account} ${row.entity} ${row.id}`, clock.monotonic());
  });

  return {
    calledBack(account, name, card) {
      notificationService.add(account, { kind: 'calledBack', name, stage: '', card });
    },
    takeCard(account) {
      const card = wanted.get(account) ?? null;
      wanted.delete(account);
      return card;
    },
    start() {
      due.start();
    },
    stop() {
      due.stop();
      notificationService.stop();
    },
  };
}
