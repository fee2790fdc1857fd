import { Suspense, useEffect } from 'react';
import type { Settings } from '../../preload/contract.ts';
import { lazyView } from '../account/lazyView.tsx';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { StorageBanner } from '../storage/StorageBanner.tsx';

/** Read with the messages of its pages. */
const SettingsView = lazyView(async () => (await import('./SettingsView.tsx')).SettingsView);

interface SettingsWindowProps {
  readonly store: Store<Settings | null>;
  readonly version: string;
}

/** The settings in a window of their own, for when no account is open. */
export function SettingsWindow({ store, version }: SettingsWindowProps) {
  const { t } = useLanguage();
  const settings = useStore(store);
  useEffect(() => {
    document.title = `${t('settings.title')} · ${t('app.name')}`;
  }, [t]);
  if (!settings) return <output>{t('app.loading')}</output>;
  return (
    <main>
      <h1 className="visuallyHidden">{t('settings.title')}</h1>
      <StorageBanner />
      <Suspense fallback={null}>
        <SettingsView settings={settings} version={version} account={null} />
      </Suspense>
    </main>
  );
}
