import { useEffect } from 'react';
import type { Settings } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { SettingsView } from './SettingsView.tsx';
import { SoftphoneView } from './SoftphoneView.tsx';

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
      <SettingsView settings={settings} version={version} />
      <SoftphoneView settings={settings} />
    </main>
  );
}
