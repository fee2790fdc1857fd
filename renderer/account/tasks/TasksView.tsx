import { useEffect, useMemo, useRef, useState } from 'react';
import type { TaskRow } from '../../../preload/contract.ts';
import { useDial } from '../../call/useDial.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useCrmNow } from '../../state/now.ts';
import { createPagedRows } from '../../state/pagedRows.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { hasOwnKeys, isTextField } from '../../ui/keyboard.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { concerns, useCardsChange } from '../../state/cardsChange.ts';
import type { ViewProps } from '../viewProps.ts';
import { foreignZone } from './dueWords.ts';
import { TaskDialog } from './TaskDialogs.tsx';
import { TaskForm } from './TaskForm.tsx';
import { dayOfTask, dayWords } from './taskDays.ts';
import { TaskItem } from './TaskItem.tsx';
import { taskAction, type TaskAction } from './taskKeys.ts';
import { snoozedUntil } from './taskPresets.ts';
import { TaskSaid } from './TaskSaid.tsx';
import css from './TasksView.module.css';
import { useTaskActions } from './useTaskActions.ts';

const PAGE = 100;
const ROW_HEIGHT = 48;

/** The agent's open tasks, the next to do first; each is done, put off or opened with one key. */
export function TasksView({ account, place, navigate }: ViewProps<'tasks'>) {
  const { t, locale } = useLanguage();
  const now = useCrmNow(account);
  const actions = useTaskActions();
  const dialling = useDial();
  const [isAdding, setAdding] = useState(false);
  const [selected, setSelected] = useState<number | null>(null);
  const view = useRef<HTMLDivElement>(null);
  const scope = place.filter;
  const rows = useMemo(
    () => createPagedRows<TaskRow>((cursor) => window.api.tasks.page({ scope, cursor, limit: PAGE })),
    [scope],
  );
  const list = useStore(rows);
  useEffect(() => rows.want(0, 0), [rows]);
  // A task becomes overdue, and tomorrow today, by time alone.
  useEffect(() => {
    const timer = setInterval(rows.refresh, MINUTE);
    return () => clearInterval(timer);
  }, [rows]);
  useCardsChange((changed) => concerns(changed, 'tasks'), rows.refresh);

  const at = list.indexOf((task) => task.id === selected);
  const task = at < 0 ? null : list.rowAt(at);
  const close = (): void => setAdding(false);

  /** The task in the place of one that leaves the list, so that the next key has a meaning. */
  const leave = (leaving: TaskRow): void => {
    const place = list.indexOf(({ id }) => id === leaving.id);
    setSelected((list.rowAt(place + 1) ?? list.rowAt(place - 1))?.id ?? null);
  };
  const complete = (done: TaskRow, result: string): void => {
    leave(done);
    actions.complete(done, result);
  };
  const openAbout = ({ about }: TaskRow): void => {
    if (about !== null) navigate.open({ kind: about.entity, id: about.id });
  };
  const perform = (action: TaskAction): void => {
    if (action.do === 'create') return setAdding(true);
    if (action.do === 'undo') return actions.undo();
    if (task === null) return undefined;
    switch (action.do) {
      case 'done':
        return complete(task, '');
      case 'complete':
        return complete(task, t(`result.${action.result}`));
      case 'writeResult':
        return actions.openStep('result', task);
      case 'chooseTime':
        return actions.openStep('move', task);
      case 'assign':
        return actions.openStep('assign', task);
      case 'call':
        return task.person === null || task.person.phone === ''
          ? undefined
          : dialling.dial(task.person.phone, task.id);
      case 'snooze':
        return actions.moveTo(task, snoozedUntil(now));
      case 'open':
        return openAbout(task);
    }
  };
  useKeyDown(view, (event) => {
    if (event.isComposing || event.repeat || isTextField(event.target) || hasOwnKeys(event.target)) return;
    const action = taskAction(event, task !== null);
    if (action === null) return;
    event.preventDefault();
    event.stopPropagation();
    perform(action);
  });
  const row = (each: TaskRow) => (
    <TaskItem
      task={each}
      now={now}
      timezone={account.timezone}
      onDone={(finished) => complete(finished, '')}
    />
  );
  const words = useMemo(() => dayWords(locale, account.timezone), [locale, account.timezone]);
  /** Late ones first, then a heading a day; none while the row before is not known. */
  const headingOf = (index: number): string | null => {
    const here = list.rowAt(index);
    const before = index === 0 ? null : list.rowAt(index - 1);
    if (here === null || (index > 0 && before === null)) return null;
    const day = dayOfTask(here, now, account.timezone);
    if (before !== null && dayOfTask(before, now, account.timezone) === day) return null;
    return day === 'late' ? t('tasks.scope.overdue') : words(day, here.completeTill);
  };

  const zone = foreignZone(account.timezone);
  const isEmpty = list.total === 0 || list.count === 0;
  return (
    <div ref={view} className={css['view']}>
      <header className={css['head']}>
        <h2>{t('tasks.scopeCount', { scope: t(`tasks.scope.${scope}`), count: list.total ?? 0 })}</h2>
        <Button keyHint="N" onClick={() => setAdding(true)}>
          {t('tasks.new')}
        </Button>
      </header>
      {zone === null ? null : <p className={css['zone']}>{t('tasks.zone', { zone })}</p>}
      <FailureLine failure={list.failure} />
      {isEmpty ? (
        <p className={css['empty']} tabIndex={-1} data-main-list="">
          {t(`tasks.none.${scope}`)}
        </p>
      ) : (
        <div className={css['list']}>
          <VirtualList
            label={t('tasks.title')}
            count={list.count}
            total={list.total}
            rowAt={list.rowAt}
            keyOf={taskKey}
            role="grid"
            headingOf={headingOf}
            rowHeight={ROW_HEIGHT}
            selected={selected}
            onPeek={(picked) => {
              setSelected(picked.id);
              if (place.card !== null && picked.about !== null) {
                navigate.peek({ kind: picked.about.entity, id: picked.about.id });
              }
            }}
            onOpen={openAbout}
            onRange={rows.want}
            rememberAs={`tasks ${scope}`}
          >
            {row}
          </VirtualList>
        </div>
      )}
      <footer className={css['foot']}>
        <TaskSaid account={account} actions={actions} />
        <output>{dialling.result === null ? '' : t(`card.dial.${dialling.result}`)}</output>
        <FailureLine failure={dialling.failure} />
        <p className={css['keys']}>{t('tasks.keys')}</p>
      </footer>
      {isAdding ? (
        <Dialog label={t('tasks.new')} onClose={close}>
          <div className={css['dialog']}>
            <h2>{t('tasks.new')}</h2>
            <TaskForm account={account} target={null} onDone={close} />
          </div>
        </Dialog>
      ) : null}
      <TaskDialog account={account} actions={{ ...actions, complete }} />
    </div>
  );
}

const taskKey = ({ id }: TaskRow): number => id;
