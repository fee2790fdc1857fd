import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Account, Settings } from '../../../preload/contract.ts';
import { useCallActions } from '../../call/callActions.ts';
import { takesResult } from '../../call/likelyResult.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { CallsStore } from '../../state/callsStore.ts';
import { useStore } from '../../state/useStore.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { CallDetail } from './CallDetail.tsx';
import { CallList } from './CallList.tsx';
import css from './CallsView.module.css';
import { EmptyCalls } from './EmptyCalls.tsx';
import type { ListAction } from './listKeys.ts';
import { Summary } from './Summary.tsx';
import { useListKeys } from './useListKeys.ts';

interface CallsViewProps {
  readonly store: CallsStore;
  readonly account: Account;
  readonly settings: Settings | null;
  readonly onSoftphone: () => void;
}

/** Today's calls with their way to the CRM; the selected one at the right. */
export function CallsView({ store, account, settings, onSoftphone }: CallsViewProps) {
  const { t } = useLanguage();
  const snapshot = useStore(store);
  const [selected, setSelected] = useState<string | null>(null);
  const [creating, setCreating] = useState<string | null>(null);
  const detail = useRef<HTMLElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const calls = snapshot?.calls ?? [];
  const at = calls.findIndex((each) => each.id === selected);
  const call = calls[at] ?? null;
  const actions = useCallActions(selected ?? '', store.show);

  const perform = (action: ListAction): void => {
    switch (action.do) {
      case 'select':
        setCreating(null);
        return setSelected(calls[action.index]?.id ?? null);
      case 'close':
        return setSelected(null);
      case 'leaveField':
        return detail.current?.focus();
      case 'note':
        return noteField.current?.focus();
      case 'undo':
        return actions.undo();
      case 'showOnPop':
        return call ? void window.api.pop.show({ callId: call.id }) : undefined;
      case 'result':
        return actions.log(action.result);
    }
  };
  useListKeys(
    {
      length: calls.length,
      at,
      takesResult: call !== null && takesResult(call),
      undoable: call?.log.state === 'undoable',
    },
    perform,
  );

  if (!snapshot) {
    return <output className={css['loading']}>{t('app.loading')}</output>;
  }
  if (calls.length === 0) return <EmptyCalls settings={settings} onMore={onSoftphone} />;
  return (
    <div className={css['calls']} data-open={call !== null}>
      <section className={css['list']} aria-label={t('account.today')}>
        <Summary snapshot={snapshot} />
        <CallList
          calls={calls}
          selected={selected}
          onSelect={setSelected}
          onEnter={(id) => {
            flushSync(() => setSelected(id));
            detail.current?.focus();
          }}
          onCreate={(id) => {
            setCreating(id);
            setSelected(id);
          }}
          onChange={store.show}
        />
      </section>
      <section ref={detail} tabIndex={-1} className={css['detail']} aria-label={t('account.detail')}>
        {call ? (
          <>
            <CallDetail
              key={`${call.id} ${creating === call.id}`}
              createAtOnce={creating === call.id}
              call={call}
              account={account}
              actions={actions}
              noteField={noteField}
              onChange={store.show}
              onClose={() => setSelected(null)}
            />
            <FailureLine failure={actions.failure} />
          </>
        ) : (
          <div className={css['pick']}>
            <p>{t('account.pickCall')}</p>
            <p>{t('account.pickCallKeys')}</p>
          </div>
        )}
      </section>
    </div>
  );
}
