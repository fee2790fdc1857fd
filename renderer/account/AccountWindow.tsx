import { Suspense, useEffect, useState } from 'react';
import type { CallCounts, Settings, SyncState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { assertNever } from '../state/assertNever.ts';
import { accountStore } from '../state/appInfo.ts';
import type { CallsStore } from '../state/callsStore.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { accountColour } from '../ui/givenColours.ts';
import { AccountBanner } from './AccountBanner.tsx';
import { AccountMain, Card, cardBeside } from './AccountMain.tsx';
import { StorageBanner } from '../storage/StorageBanner.tsx';
import { askForCallSearch, findPlace } from './calls/callSearch.ts';
import css from './AccountWindow.module.css';
import type { FrameAction } from './frameKeys.ts';
import { Rail } from './Rail.tsx';
import { useArrival } from './useOpenedCard.ts';
import { useFrameKeys } from './useFrameKeys.ts';
import { useKeyboardInView } from './useKeyboardInView.ts';
import { useNavigation } from './useNavigation.ts';
import { ViewBoundary } from './ViewBoundary.tsx';
import { ViewFilters } from './ViewFilters.tsx';
import { HelpOverlay, SearchPalette } from './views.tsx';

interface AccountWindowProps {
  readonly calls: CallsStore;
  readonly counts: Store<CallCounts | null>;
  readonly sync: Store<SyncState | null>;
  readonly settings: Store<Settings | null>;
  readonly version: string;
}

/** The window of one account: the rail in its colour, and on the sheet a list with what is open of it beside. */
export function AccountWindow({ calls, counts, sync, settings, version }: AccountWindowProps) {
  const { t } = useLanguage();
  const account = useStore(accountStore);
  const shownSettings = useStore(settings);
  const { state, navigate, main, card } = useNavigation();
  const [overlay, setOverlay] = useState<'none' | 'search' | 'help'>('none');
  const { place } = state;
  const beside = cardBeside(place);

  useEffect(() => {
    document.title = account ? `${account.name} · ${t('app.name')}` : t('app.name');
  }, [account, t]);

  useArrival(navigate);
  useKeyboardInView(place.view, main);

  useFrameKeys((action: FrameAction) => {
    switch (action.do) {
      case 'view':
        return navigate.view(action.view);
      case 'back':
      case 'forward':
        return navigate[action.do]();
      case 'close':
        return beside === null ? undefined : navigate.close();
      case 'leaveField':
        return card.current?.contains(document.activeElement) ? card.current.focus() : undefined;
      case 'account':
        return void openAccount(action.index);
      case 'find':
        return findInList();
      case 'search':
      case 'help':
        return setOverlay(action.do);
      default:
        return assertNever(action);
    }
  });

  /** To the field that narrows the list; of calls all days are searched. */
  function findInList(): void {
    if (place.view !== 'calls')
      return main.current?.querySelector<HTMLElement>('input[type="search"]')?.focus();
    navigate.go(findPlace(place));
    return askForCallSearch();
  }

  if (!account) return <output>{t('app.loading')}</output>;
  const loading = (
    <output className={css['loading']} aria-busy="true">
      {t('app.loading')}
    </output>
  );
  const broken = <p role="alert">{t('account.viewBroken')}</p>;
  const closeOverlay = (): void => setOverlay('none');
  return (
    <div className={css['window']} {...accountColour(account.colour)}>
      <Rail
        account={account}
        place={place}
        navigate={navigate}
        counts={counts}
        calls={calls}
        sync={sync}
        settings={shownSettings}
        onKeys={() => setOverlay('help')}
      />
      <div className={css['sheet']}>
        <div>
          <StorageBanner />
          <AccountBanner account={account} counts={counts} sync={sync} />
        </div>
        <main className={css['body']} data-card={beside !== null}>
          <div ref={main} className={css['main']} data-view={place.view}>
            {place.view === 'calls' || place.view === 'contacts' ? null : (
              <ViewFilters place={place} navigate={navigate} />
            )}
            <div className={css['view']}>
              <ViewBoundary key={place.view} words={broken}>
                <Suspense fallback={loading}>
                  <AccountMain
                    account={account}
                    place={place}
                    navigate={navigate}
                    calls={calls}
                    counts={counts}
                    onSearch={() => setOverlay('search')}
                    onFind={findInList}
                    settings={shownSettings}
                    version={version}
                  />
                </Suspense>
              </ViewBoundary>
            </div>
          </div>
          {beside === null ? null : (
            <section
              ref={card}
              tabIndex={-1}
              className={css['card']}
              aria-label={t('account.card')}
              data-own-keys="card"
            >
              <ViewBoundary key={`${beside.kind} ${beside.id}`} words={broken}>
                <Suspense fallback={loading}>
                  <Card account={account} card={beside} navigate={navigate} />
                </Suspense>
              </ViewBoundary>
            </section>
          )}
        </main>
      </div>
      <Suspense fallback={null}>
        {overlay === 'search' ? <SearchPalette navigate={navigate} onClose={closeOverlay} /> : null}
        {overlay === 'help' ? <HelpOverlay view={place.view} onClose={closeOverlay} /> : null}
      </Suspense>
    </div>
  );
}

/** The window of the account at a place of the agent's order; nothing where there is none. */
async function openAccount(index: number): Promise<void> {
  const all = await window.api.accounts.list();
  const account = all.ok ? all.value[index] : undefined;
  if (account !== undefined) await window.api.accounts.open({ account: account.key });
}
