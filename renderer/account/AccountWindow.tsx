import { useEffect, useState } from 'react';
import type { Settings, SyncState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { SettingsView } from '../settings/SettingsView.tsx';
import { SoftphoneView } from '../settings/SoftphoneView.tsx';
import { accountStore } from '../state/appInfo.ts';
import type { CallsStore } from '../state/callsStore.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { AccountBanner } from './AccountBanner.tsx';
import css from './AccountWindow.module.css';
import { CallsView } from './calls/CallsView.tsx';
import { Header, type AccountView } from './Header.tsx';

interface AccountWindowProps {
  readonly calls: CallsStore;
  readonly sync: Store<SyncState | null>;
  readonly settings: Store<Settings | null>;
  readonly version: string;
}

/** The window of one account: its calls of today, the softphone's connection, the settings. */
export function AccountWindow({ calls, sync, settings, version }: AccountWindowProps) {
  const { t } = useLanguage();
  const account = useStore(accountStore);
  const shownSettings = useStore(settings);
  const [view, setView] = useState<AccountView>('calls');

  useEffect(() => {
    document.title = account ? `${account.name} · ${t('app.name')}` : t('app.name');
  }, [account, t]);

  if (!account) return <output>{t('app.loading')}</output>;
  return (
    <div className={css['window']}>
      <Header account={account} sync={sync} view={view} onView={setView} />
      <AccountBanner account={account} />
      <main className={css['main']}>
        {view === 'calls' ? (
          <CallsView
            store={calls}
            account={account}
            settings={shownSettings}
            onSoftphone={() => {
              setView('softphone');
            }}
          />
        ) : null}
        {view === 'softphone' && shownSettings ? <SoftphoneView settings={shownSettings} /> : null}
        {view === 'settings' && shownSettings ? (
          <SettingsView settings={shownSettings} version={version} />
        ) : null}
      </main>
    </div>
  );
}
