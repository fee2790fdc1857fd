import { useEffect, useState, type ReactNode } from 'react';
import type { Call } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { ViewProps } from '../viewProps.ts';
import { CallsLayout } from './CallsLayout.tsx';
import css from './CallsView.module.css';
import { waitingOf } from './missedFold.ts';
import { MissedRow } from './MissedRow.tsx';
import { OpenCall, useOpenedCall } from './OpenCall.tsx';
import { useCall } from './useCall.ts';
import { useListKeys } from './useListKeys.ts';
import { useMissedLines } from './useMissedLines.ts';

interface MissedCallsProps extends ViewProps<'calls'> {
  readonly tools: ReactNode;
  readonly myDay: ReactNode;
  /** Logs a call that is not in the list; `like`: the one that is open. */
  readonly onLogUnseen: (like: Call | null) => void;
}

/** Callers who were missed and whom nobody has called back yet: one row each, the latest first. */
export function MissedCalls({ onLogUnseen, account, tools, myDay, place, navigate }: MissedCallsProps) {
  const { t } = useLanguage();
  const now = useNow(MINUTE);
  const [lines, failure] = useMissedLines({ isWatched: true });
  const selected = place.card?.kind === 'call' ? place.card.id : null;
  const [changed, setChanged] = useState<Call | null>(null);
  const call = useCall(selected, changed?.id === selected ? changed : null);
  const opened = useOpenedCall(call, navigate, setChanged, onLogUnseen);
  useEffect(
    () => window.api.on('calls', (event) => event.call?.id === selected && setChanged(event.call)),
    [selected],
  );
  useListKeys(
    {
      length: 0,
      at: call === null ? -1 : 0,
      takesResult: opened.takesResult,
      undoable: opened.undoable,
      results: opened.results,
    },
    (action) => (action.do === 'select' ? undefined : opened.perform(action)),
  );
  const open = waitingOf(lines ?? []).length;

  return (
    <CallsLayout
      label={t('account.calls.missed')}
      tools={tools}
      detail={opened.detail}
      list={
        <>
          <FailureLine failure={failure} />
          <div className={css['rows']}>
            {lines?.length === 0 ? (
              <p className={css['none']} tabIndex={-1} data-main-list="">
                {t('missed.none')}
              </p>
            ) : (
              <VirtualList
                label={t('account.calls.missed')}
                role="grid"
                count={lines?.length ?? 0}
                rowAt={(index) => lines?.[index] ?? null}
                keyOf={({ caller }) => caller.callId}
                rowHeight={46}
                selected={selected}
                onPeek={({ caller }) => opened.peek(caller.callId)}
                onOpen={({ caller }) => opened.enter(caller.callId)}
              >
                {(line) => <MissedRow line={line} now={now} />}
              </VirtualList>
            )}
          </div>
          <footer className={css['foot']}>
            <output>{lines === null || open === 0 ? '' : t('missed.callers', { count: open })}</output>
          </footer>
        </>
      }
      call={
        call && (
          <OpenCall call={call} account={account} opened={opened} navigate={navigate} onChange={setChanged} />
        )
      }
      myDay={myDay}
    />
  );
}
