import type { Settings } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { CallsStore } from '../../state/callsStore.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { startOf, withFilter } from '../places.ts';
import type { ViewProps } from '../viewProps.ts';
import { CallList } from './CallList.tsx';
import { CallsLayout } from './CallsLayout.tsx';
import css from './CallsView.module.css';
import { EmptyCalls } from './EmptyCalls.tsx';
import { OpenCall, useOpenedCall } from './OpenCall.tsx';
import { Summary } from './Summary.tsx';
import { useListKeys } from './useListKeys.ts';

interface TodayCallsProps extends ViewProps<'calls'> {
  readonly store: CallsStore;
  readonly settings: Settings | null;
}

/** Today's calls with their way to the CRM, and older ones that are not there yet: what the window starts with. */
export function TodayCalls({ store, settings, account, place, navigate }: TodayCallsProps) {
  const { t } = useLanguage();
  const snapshot = useStore(store);
  const calls = snapshot?.calls ?? [];
  const selected = place.card?.kind === 'call' ? place.card.id : null;
  const at = calls.findIndex((each) => each.id === selected);
  const call = calls[at] ?? null;
  const opened = useOpenedCall(call, navigate, store.show);

  useListKeys(
    { length: calls.length, at, takesResult: opened.takesResult, undoable: opened.undoable },
    (action) => {
      if (action.do !== 'select') return opened.perform(action);
      const next = calls[action.index];
      return next && opened.peek(next.id);
    },
  );

  const showEarlier = (): void => {
    const earlier = withFilter(startOf('calls'), 'all');
    if (earlier) navigate.go(earlier);
  };
  const earlier = (
    <div className={css['earlier']}>
      <Button look="quiet" onClick={showEarlier}>
        {t('account.calls.earlier')}
      </Button>
    </div>
  );
  if (!snapshot) {
    return <output className={css['loading']}>{t('app.loading')}</output>;
  }
  if (calls.length === 0) {
    return (
      <>
        <EmptyCalls settings={settings} onMore={() => navigate.view('softphone')} />
        {earlier}
      </>
    );
  }
  return (
    <CallsLayout
      label={t('account.today')}
      detail={opened.detail}
      list={
        <>
          <Summary snapshot={snapshot} />
          <CallList
            calls={calls}
            selected={selected}
            onSelect={opened.peek}
            onEnter={opened.enter}
            onCreate={opened.create}
            onChange={store.show}
          />
          {earlier}
        </>
      }
      call={
        call && (
          <OpenCall call={call} account={account} opened={opened} navigate={navigate} onChange={store.show} />
        )
      }
    />
  );
}
