import { useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** One press saves the text for whoever helps; where it is stands below. */
export function Diagnostics() {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [path, setPath] = useState<string | null>(null);
  return (
    <section className={css['source']} aria-labelledby="diagnostics">
      <h3 id="diagnostics">{t('diagnostics.title')}</h3>
      <p className={css['quiet']}>{t('diagnostics.what')}</p>
      <div className={css['buttons']}>
        <Button
          onClick={() =>
            ask(window.api.diagnostics.save(), (saved) => {
              setPath(saved.path);
            })
          }
        >
          {t('diagnostics.save')}
        </Button>
        {path === null ? null : (
          <Button look="quiet" onClick={() => ask(window.api.diagnostics.show())}>
            {t('diagnostics.show')}
          </Button>
        )}
      </div>
      <output className={css['quiet']}>
        {path === null ? null : (
          <>
            {t('diagnostics.saved')} <code dir="ltr">{path}</code>
          </>
        )}
      </output>
      <FailureLine failure={failure} />
    </section>
  );
}
