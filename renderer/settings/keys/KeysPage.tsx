import { useEffect, useState } from 'react';
import type { ShortcutName, ShortcutsView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';
import { KeyRow } from './KeyRow.tsx';

/** The keys that work while another program has the keyboard, and what is in their way. */
export function KeysPage() {
  const { t } = useLanguage();
  const [view, setView] = useState<ShortcutsView | null>(null);
  const [ask, failure] = useAsk();
  useEffect(() => {
    const look = (): void => ask(window.api.shortcuts.get(), setView);
    look();
    // Another program may have let go of keys meanwhile, or taken some.
    window.addEventListener('focus', look);
    return () => {
      window.removeEventListener('focus', look);
    };
  }, [ask]);
  const set = (name: ShortcutName, accelerator: string | null): void =>
    ask(window.api.shortcuts.set({ name, accelerator }), setView);
  return (
    <section className={css['view']} aria-labelledby="keys">
      <h2 id="keys">{t('globalKeys.title')}</h2>
      <p className={css['quiet']}>{t('globalKeys.explain')}</p>
      {view?.shortcuts.map((shortcut) => (
        <KeyRow
          key={shortcut.name}
          shortcut={shortcut}
          onChange={(accelerator) => set(shortcut.name, accelerator)}
        />
      ))}
      <FailureLine failure={failure} />
    </section>
  );
}
