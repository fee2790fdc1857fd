import {
  ChartColumn,
  Headset,
  Phone,
  Settings as Gear,
  SquareCheck,
  SquareKanban,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Account, CallCounts, CallsSnapshot, Settings, SyncState } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { sourcesStore } from '../state/sourcesStore.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Icon } from '../ui/Icon.tsx';
import { AccountMark } from './AccountMark.tsx';
import { phoneReady } from './phoneReady.ts';
import { railOrder, viewLabels, viewNames, type Place, type ViewName } from './places.ts';
import css from './Rail.module.css';
import { useLateTasks } from './useLateTasks.ts';
import type { Navigate } from './useNavigation.ts';

interface RailProps {
  readonly account: Account;
  readonly place: Place;
  readonly navigate: Navigate;
  readonly counts: Store<CallCounts | null>;
  readonly calls: Store<CallsSnapshot | null>;
  readonly sync: Store<SyncState | null>;
  readonly settings: Settings | null;
  readonly onKeys: () => void;
}

const drawings: Readonly<Record<ViewName, LucideIcon>> = {
  calls: Phone,
  contacts: Users,
  leads: SquareKanban,
  tasks: SquareCheck,
  softphone: Headset,
  settings: Gear,
  numbers: ChartColumn,
};

/** The left edge: whose window this is, its views (Alt+1 ...) with what waits in them, and the phone. */
export function Rail({ account, place, navigate, counts, calls, sync, settings, onKeys }: RailProps) {
  const { t } = useLanguage();
  const missed = useStore(counts)?.missed ?? 0;
  const late = useLateTasks() ?? 0;
  const ready = phoneReady(useStore(sourcesStore()), settings, (useStore(calls)?.calls.length ?? 0) > 0);
  const phone = ready === false ? t('account.noPhone') : t('account.phoneReady');

  /** Its word, and what else is said of it to those who do not see its mark. */
  const item = (
    view: ViewName,
  ): { readonly label: string; readonly more: string; readonly badge: number } => {
    const label = t(viewLabels[view]);
    if (view === 'calls' && missed > 0)
      return { label, more: t('account.missedCount', { count: missed }), badge: missed };
    if (view === 'tasks' && late > 0)
      return { label, more: t('account.lateCount', { count: late }), badge: late };
    return view === 'softphone' ? { label: phone, more: label, badge: 0 } : { label, more: '', badge: 0 };
  };
  return (
    <nav className={css['rail']} aria-label={t('account.views')}>
      <h1 className="visuallyHidden" dir="auto">
        {clip(account.name)}
      </h1>
      <AccountMark
        account={account}
        counts={counts}
        calls={calls}
        sync={sync}
        navigate={navigate}
        onKeys={onKeys}
      />
      <ul className={css['views']}>
        {railOrder.map((view) => {
          const { label, more, badge } = item(view);
          return (
            <li key={view} className={css[view]}>
              <button
                type="button"
                className={css['view']}
                title={more === '' ? label : `${label}, ${more}`}
                aria-current={view === place.view ? 'page' : undefined}
                aria-keyshortcuts={`Alt+${viewNames.indexOf(view) + 1}`}
                onClick={() => navigate.view(view)}
              >
                <Icon of={drawings[view]} size={20} />
                <span className={css['word']}>{label}</span>
                {more === '' ? null : <span className="visuallyHidden"> {more}</span>}
                {badge === 0 ? null : (
                  <span className={css['badge']} data-bad={view === 'calls'} aria-hidden="true">
                    {badge > 99 ? '99+' : badge}
                  </span>
                )}
                {view !== 'softphone' || ready === null ? null : (
                  <span className={css['dot']} data-ready={ready} />
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
