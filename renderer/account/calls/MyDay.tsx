import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Account, CallCounts, TaskRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { concerns, useCardsChange } from '../../state/cardsChange.ts';
import { MINUTE, useCrmNow, useNow } from '../../state/now.ts';
import { useAsk } from '../../state/ask.ts';
import { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { RoundCheck } from '../../ui/RoundCheck.tsx';
import { dueFormat, foreignZone } from '../tasks/dueWords.ts';
import { TaskSaid } from '../tasks/TaskSaid.tsx';
import { useTaskActions } from '../tasks/useTaskActions.ts';
import { aboutWords } from '../tasks/taskWords.ts';
import type { Navigate } from '../useNavigation.ts';
import { CallBack } from './CallBack.tsx';
import { greeting } from './greeting.ts';
import css from './MyDay.module.css';
import { waitingOf } from './missedFold.ts';
import { useMissedLines } from './useMissedLines.ts';

interface MyDayProps {
  readonly account: Account;
  readonly counts: CallCounts | null;
  readonly navigate: Navigate;
  /** To the list, where this covers it; null where it stands beside. */
  readonly onBack: (() => void) | null;
}

/** As many of each as are seen without scrolling. */
const MOST = 5;

/** What stands where no call is open: who waits for a call back, and what is to be done next. */
export function MyDay({ account, counts, navigate, onBack }: MyDayProps) {
  const { t, format, locale } = useLanguage();
  const now = useNow(MINUTE);
  const [lines] = useMissedLines({ isWatched: false });
  const tasks = useNextTasks();
  const actions = useTaskActions();
  const crmNow = useCrmNow(account);
  const waiting = waitingOf(lines ?? []);
  const toLog = counts?.unlogged ?? 0;
  const zone = foreignZone(account.timezone);
  const [name = ''] = account.userName.trim().split(/\s+/u);
  const about = [
    waiting.length > 0 ? t('day.waiting', { count: waiting.length }) : null,
    toLog > 0 ? t('day.withoutResult', { count: toLog }) : null,
  ].filter((words) => words !== null);
  return (
    <div className={css['myDay']}>
      <header>
        {onBack === null ? null : (
          <span className={css['back']}>
            <IconButton of={ArrowLeft} label={t('account.backToCalls')} onClick={onBack} />
          </span>
        )}
        <h2 dir="auto">{t(`day.greeting.${greeting(now)}`, { name: clip(name, 40) })}</h2>
        <p>{about.length === 0 ? t('day.nothingOpen') : about.join(' ')}</p>
      </header>
      {waiting.length === 0 ? null : (
        <section aria-label={t('day.callBack')}>
          <h3>{t('day.callBack')}</h3>
          <ul>
            {waiting.slice(0, MOST).map((caller) => (
              <li key={caller.number} className={css['row']}>
                <Face
                  of={
                    caller.who === null
                      ? { kind: 'unknown' }
                      : faceOf({ ...caller.who, name: caller.name ?? '' })
                  }
                />
                <span className={css['words']}>
                  <span className={css['name']} dir="auto">
                    {clip(caller.name ?? caller.display)}
                  </span>
                  <span className={css['quiet']}>
                    {[
                      ...(caller.name === null ? [] : [clip(caller.display, 40)]),
                      ...(caller.times > 1 ? [t('missed.times', { times: caller.times })] : []),
                      format.when(caller.lastAt, now),
                    ].join(' · ')}
                  </span>
                </span>
                <CallBack number={caller.number} who={clip(caller.name ?? caller.display)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {tasks === null || tasks.length === 0 ? null : (
        <section aria-label={t('day.nextTasks')}>
          <h3>
            {t('day.nextTasks')}
            {zone === null ? null : ` · ${t('day.accountTime', { zone: zoneName(zone) })}`}
          </h3>
          <ul>
            {tasks.map((task) => (
              <li key={task.id} className={css['taskRow']}>
                <RoundCheck
                  label={t('person.taskDone', { text: clip(task.text, 80) })}
                  onDone={() => actions.complete(task, '')}
                />
                <button
                  type="button"
                  className={css['task']}
                  disabled={task.about === null}
                  onClick={() =>
                    task.about === null
                      ? undefined
                      : navigate.open({ kind: task.about.entity, id: task.about.id })
                  }
                >
                  <span className={css['words']}>
                    <span className={css['name']} dir="auto">
                      {clip(task.text, 200)}
                    </span>
                    <span className={css['quiet']} dir="auto">
                      {aboutWords(t, task)}
                    </span>
                  </span>
                  <span className={css['due']} data-late={task.completeTill < crmNow}>
                    {dueFormat(locale, account.timezone).due(task.completeTill, crmNow)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <TaskSaid account={account} actions={actions} />
    </div>
  );
}

/** The city of an IANA zone. */
const zoneName = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** The agent's next tasks, late ones first; null until known. */
function useNextTasks(): readonly TaskRow[] | null {
  const [tasks, setTasks] = useState<readonly TaskRow[] | null>(null);
  const [ask] = useAsk();
  const read = (): void =>
    ask(window.api.tasks.page({ scope: 'all', cursor: null, limit: MOST }), ({ rows }) =>
      setTasks(rows.slice(0, MOST)),
    );
  useEffect(read, [ask]);
  useCardsChange((changed) => concerns(changed, 'tasks'), read);
  return tasks;
}
