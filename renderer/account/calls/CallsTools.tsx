import { Clock, ListTodo, PhoneForwarded, Search, TextSearch } from 'lucide-react';
import type { CallCounts, CallsSnapshot } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { Store } from '../../state/store.ts';
import { useStore } from '../../state/useStore.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { filterLabels, type FilterOf, type PlaceOf } from '../places.ts';
import type { Navigate } from '../useNavigation.ts';
import css from './CallsTools.module.css';

interface CallsToolsProps {
  readonly place: PlaceOf<'calls'>;
  readonly navigate: Navigate;
  readonly counts: Store<CallCounts | null>;
  readonly calls: Store<CallsSnapshot | null>;
  readonly onSearch: () => void;
  readonly onLogUnseen: () => void;
  readonly onFind: () => void;
  readonly onDay: () => void;
}

/** What is only on its way needs nobody: it has a line of its own while there is any. */
const SEGMENTS = ['today', 'missed', 'unlogged', 'failed', 'all'] as const;

/** Over the list of calls: the search, and what is listed, each with how much there is. */
export function CallsTools({
  place,
  navigate,
  counts,
  calls,
  onSearch,
  onFind,
  onLogUnseen,
  onDay,
}: CallsToolsProps) {
  const { t } = useLanguage();
  const known = useStore(counts);
  // What waits and failed is told with the list's own summary: the two never say different things.
  const { waiting, failed } = useStore(calls)?.summary ?? known ?? { waiting: 0, failed: 0 };
  const countOf: Partial<Record<FilterOf<'calls'>, number>> = {
    missed: known?.missed ?? 0,
    unlogged: known?.unlogged ?? 0,
    failed,
  };
  const pick = (filter: FilterOf<'calls'>): void => navigate.go({ view: 'calls', filter, card: null });
  return (
    <div className={css['tools']}>
      <div className={css['first']}>
        <button type="button" className={css['search']} aria-keyshortcuts="Control+K" onClick={onSearch}>
          <Icon of={Search} />
          <span>{t('account.searchEverything')}</span>
          <Kbd always>Ctrl+K</Kbd>
        </button>
        <IconButton of={TextSearch} look="tint" label={t('history.find')} keyHint="Ctrl+F" onClick={onFind} />
        <IconButton
          of={PhoneForwarded}
          look="tint"
          label={t('unseen.title')}
          keyHint="L"
          onClick={onLogUnseen}
        />
        <span className={css['day']}>
          <IconButton of={ListTodo} look="tint" label={t('account.myDay')} onClick={onDay} />
        </span>
      </div>
      <nav className={css['filters']} aria-label={t('account.filters')}>
        <Segmented
          label={t('account.filters')}
          segments={SEGMENTS.map((value) => ({
            value,
            label: t(filterLabels.calls[value]),
            count: countOf[value] ?? 0,
          }))}
          value={place.filter}
          onPick={pick}
        />
        {waiting > 0 || place.filter === 'waiting' ? (
          <button
            type="button"
            className={css['waiting']}
            aria-current={place.filter === 'waiting' ? 'true' : undefined}
            onClick={() => pick('waiting')}
          >
            <Icon of={Clock} size={14} />
            <span>{t(filterLabels.calls.waiting)}</span>
            {waiting > 0 ? <span className={css['count']}>{waiting}</span> : null}
          </button>
        ) : null}
      </nav>
    </div>
  );
}
