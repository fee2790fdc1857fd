import { useEffect, useState } from 'react';
import type { Call, MissedCaller } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { isTextField } from '../../ui/keyboard.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { ViewProps } from '../viewProps.ts';
import css from './CallHistory.module.css';
import { CallsLayout } from './CallsLayout.tsx';
import { listAction } from './listKeys.ts';
import { foldMissed, type MissedLine } from './missedFold.ts';
import { MissedRow } from './MissedRow.tsx';
import { OpenCall, useOpenedCall } from './OpenCall.tsx';
import { useCall } from './useCall.ts';

/** Callers who were missed and whom nobody has called back yet: one row each, the latest first. */
export function MissedCalls({ account, place, navigate }: ViewProps<'calls'>) {
  const { t } = useLanguage();
  const now = useNow(MINUTE);
  const [lines, failure] = useMissedLines();
  const selected = place.card?.kind === 'call' ? place.card.id : null;
  const [changed, setChanged] = useState<Call | null>(null);
  const call = useCall(selected, changed?.id === selected ? changed : null);
  const opened = useOpenedCall(call, navigate, setChanged);
  useEffect(
    () => window.api.on('calls', (event) => event.call?.id === selected && setChanged(event.call)),
    [selected],
  );
  const open = lines?.filter(({ isClosed }) => !isClosed).length ?? 0;

  return (
    <CallsLayout
      label={t('account.calls.missed')}
      detail={opened.detail}
      list={
        <div className={css['history']}>
          <header className={css['head']}>
            <h2>{t('account.calls.missed')}</h2>
            <output>{lines === null || open === 0 ? '' : t('missed.callers', { count: open })}</output>
          </header>
          <FailureLine failure={failure} />
          {lines?.length === 0 ? (
            <p className={css['none']}>{t('missed.none')}</p>
          ) : (
            <VirtualList
              label={t('account.calls.missed')}
              role="grid"
              count={lines?.length ?? 0}
              rowAt={(index) => lines?.[index] ?? null}
              keyOf={({ caller }) => caller.callId}
              rowHeight={52}
              selected={selected}
              onPeek={({ caller }) => opened.peek(caller.callId)}
              onOpen={({ caller }) => opened.enter(caller.callId)}
              onRowKey={(event) => {
                const context = {
                  length: 0,
                  at: 0,
                  takesResult: opened.takesResult,
                  undoable: opened.undoable,
                };
                const action = listAction(event, context, isTextField(event.target));
                if (action === null || action.do === 'select' || event.repeat) return;
                event.preventDefault();
                event.stopPropagation();
                opened.perform(action);
              }}
            >
              {(line) => <MissedRow line={line} now={now} />}
            </VirtualList>
          )}
        </div>
      }
      call={
        call && (
          <OpenCall call={call} account={account} opened={opened} navigate={navigate} onChange={setChanged} />
        )
      }
    />
  );
}

/** Calls come in bursts of events; the list is read once for each. */
const REST_MS = 150;

/** The missed callers, read again when a call changed or the CRM told of a call back. Null until first read. */
function useMissedLines() {
  const [lines, setLines] = useState<readonly MissedLine[] | null>(null);
  const [ask, failure] = useAsk();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (fresh: readonly MissedCaller[]): void => {
      setLines((shown) => foldMissed(shown ?? [], fresh));
    };
    const read = (): void => ask(window.api.calls.missed(), take);
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(read, REST_MS);
    };
    read();
    const stops = [window.api.on('calls', soon), window.api.on('callCounts', soon)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [ask]);
  return [lines, failure] as const;
}
