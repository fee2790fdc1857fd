import { useEffect, useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** Where everything lies, and the way there. */
export function DataFolder() {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [path, setPath] = useState<string | null>(null);
  useEffect(() => ask(window.api.system.dataFolder(), (folder) => setPath(folder.path)), [ask]);
  return (
    <section className={css['source']} aria-labelledby="data-folder">
      <h3 id="data-folder">{t('data.title')}</h3>
      <p className={css['quiet']}>{t('data.what')}</p>
      <code dir="ltr">{path}</code>
      <div className={css['buttons']}>
        <Button onClick={() => ask(window.api.system.openDataFolder())}>{t('data.open')}</Button>
      </div>
      <FailureLine failure={failure} />
    </section>
  );
}
