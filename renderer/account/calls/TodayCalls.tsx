import type { ReactNode } from 'react';
import type { Call, Settings } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { CallsStore } from '../../state/callsStore.ts';
import { useStore } from '../../state/useStore.ts';
import type { ViewProps } from '../viewProps.ts';
import { CallRows } from './CallRows.tsx';
import { CallsLayout } from './CallsLayout.tsx';
import css from './CallsView.module.css';
import { EmptyCalls } from './EmptyCalls.tsx';
import { ListFoot } from './ListFoot.tsx';
import { OpenCall, useOpenedCall } from './OpenCall.tsx';
import { useListKeys } from './useListKeys.ts';

interface TodayCallsProps extends ViewProps<'calls'> {
  readonly store: CallsStore;
  readonly tools: ReactNode;
  readonly myDay: ReactNode;
  /** Logs a call that is not in the list; `like`: the one that is open. */
  readonly onLogUnseen: (like: Call | null) => void;
  readonly settings: Settings | null;
}

/** Today's calls with their way to the CRM, and older ones that are not there yet: what the window starts with. */
export function TodayCalls({
  store,
  tools,
  myDay,
  settings,
  onLogUnseen,
  account,
  place,
  navigate,
}: TodayCallsProps) {
  const { t } = useLanguage();
  const snapshot = useStore(store);
  const calls = snapshot?.calls ?? [];
  const selected = place.card?.kind === 'call' ? place.card.id : null;
  const at = calls.findIndex((each) => each.id === selected);
  const call = calls[at] ?? null;
  const opened = useOpenedCall(call, navigate, store.show, onLogUnseen);

  useListKeys(
    {
      length: calls.length,
      at,
      takesResult: opened.takesResult,
      undoable: opened.undoable,
      results: opened.results,
    },
    (action) => {
      if (action.do !== 'select') return opened.perform(action);
      const next = calls[action.index];
      return next && opened.peek(next.id);
    },
  );

  if (!snapshot) {
    return <output className={css['loading']}>{t('app.loading')}</output>;
  }
  const list = { count: calls.length, total: calls.length, rowAt: (index: number) => calls[index] ?? null };
  return (
    <CallsLayout
      label={t('account.today')}
      tools={tools}
      detail={opened.detail}
      list={
        <>
          <div className={css['rows']}>
            {calls.length === 0 ? (
              <p className={css['none']} tabIndex={-1} data-main-list="">
                {t('account.noCalls')}
              </p>
            ) : (
              <CallRows
                label={t('account.today')}
                list={list}
                selected={selected}
                opened={opened}
                rememberAs="calls today"
              />
            )}
          </div>
          <ListFoot summary={snapshot.summary} />
        </>
      }
      call={
        call && (
          <OpenCall call={call} account={account} opened={opened} navigate={navigate} onChange={store.show} />
        )
      }
      myDay={
        calls.length === 0 && settings?.hook.lastEventAt === null ? (
          <EmptyCalls onMore={() => navigate.view('softphone')} />
        ) : (
          myDay
        )
      }
    />
  );
}
