import type { CallCounts, CallsSnapshot } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import type { PlainMessageKey } from '../../i18n/translate.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Kbd } from '../ui/Kbd.tsx';
import css from './NavigationBar.module.css';
import { filterLabels, viewFilters, viewLabels, viewNames, withFilter, type Place } from './places.ts';
import type { Navigate } from './useNavigation.ts';

interface NavigationBarProps {
  readonly place: Place;
  readonly navigate: Navigate;
  readonly counts: Store<CallCounts | null>;
  readonly calls: Store<CallsSnapshot | null>;
}

/** The views at the left (Alt+1 ...), and under the open one what of it can be listed. */
export function NavigationBar({ place, navigate, counts, calls }: NavigationBarProps) {
  const { t } = useLanguage();
  return (
    <nav className={css['bar']} aria-label={t('account.views')}>
      <ul className={css['views']}>
        {viewNames.map((view, index) => (
          <li key={view}>
            <button
              type="button"
              className={css['view']}
              aria-current={view === place.view ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
              onClick={() => navigate.view(view)}
            >
              <span>{t(viewLabels[view])}</span>
              <Kbd>{`Alt+${index + 1}`}</Kbd>
            </button>
            {view === place.view && viewFilters[view].length > 1 ? (
              <Filters place={place} navigate={navigate} counts={counts} calls={calls} />
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filters({ place, navigate, counts, calls }: NavigationBarProps) {
  const { t } = useLanguage();
  const known = useStore(counts);
  // What waits and failed is told with the list's own summary: the two never say different things.
  const summary = useStore(calls)?.summary;
  const shown = known === null ? null : { ...known, ...sent(summary ?? known) };
  const labels: Readonly<Record<string, PlainMessageKey>> = filterLabels[place.view];
  return (
    <ul className={css['filters']} aria-label={t('account.filters')}>
      {viewFilters[place.view].map((filter) => {
        const to = withFilter(place, filter);
        const label = labels[filter];
        const count = place.view === 'calls' ? countOf(shown, filter) : 0;
        return to === null || label === undefined ? null : (
          <li key={filter}>
            <button
              type="button"
              className={css['filter']}
              aria-current={filter === place.filter ? 'true' : undefined}
              onClick={() => navigate.go({ ...to, card: null })}
            >
              <span>{t(label)}</span>
              {count > 0 ? <span className={css['count']}>{count}</span> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const sent = ({ waiting, failed }: Pick<CallCounts, 'waiting' | 'failed'>) => ({ waiting, failed });

/** Calls and callers that need something of the agent. */
function countOf(counts: CallCounts | null, filter: string): number {
  switch (filter) {
    case 'unlogged':
    case 'missed':
    case 'waiting':
    case 'failed':
      return counts?.[filter] ?? 0;
    default:
      return 0;
  }
}
