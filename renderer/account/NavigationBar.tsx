import type { CallsSnapshot } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import type { PlainMessageKey } from '../i18n/translate.ts';
import type { CallsStore } from '../state/callsStore.ts';
import { useStore } from '../state/useStore.ts';
import { Kbd } from '../ui/Kbd.tsx';
import css from './NavigationBar.module.css';
import { filterLabels, viewFilters, viewLabels, viewNames, withFilter, type Place } from './places.ts';
import type { Navigate } from './useNavigation.ts';

interface NavigationBarProps {
  readonly place: Place;
  readonly navigate: Navigate;
  readonly calls: CallsStore;
}

/** The views at the left (Alt+1 ...), and under the open one what of it can be listed. */
export function NavigationBar({ place, navigate, calls }: NavigationBarProps) {
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
              <Filters place={place} navigate={navigate} calls={calls} />
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filters({ place, navigate, calls }: NavigationBarProps) {
  const { t } = useLanguage();
  const snapshot = useStore(calls);
  const labels: Readonly<Record<string, PlainMessageKey>> = filterLabels[place.view];
  return (
    <ul className={css['filters']} aria-label={t('account.filters')}>
      {viewFilters[place.view].map((filter) => {
        const to = withFilter(place, filter);
        const label = labels[filter];
        const count = place.view === 'calls' ? countOf(snapshot, filter) : 0;
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

/** Calls that need something of the agent. */
function countOf(snapshot: CallsSnapshot | null, filter: string): number {
  if (snapshot === null) return 0;
  if (filter === 'unlogged') return snapshot.summary.unlogged;
  if (filter === 'waiting') return snapshot.summary.waiting;
  return filter === 'failed' ? snapshot.summary.failed : 0;
}
