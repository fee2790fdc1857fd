import { useState } from 'react';
import type { Licence } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';
import own from './Licences.module.css';

/** Whose code is in Ringside, and what they ask to be said of it. */
export function Licences() {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [packages, setPackages] = useState<readonly Licence[] | null>(null);
  return (
    <section className={css['source']} aria-labelledby="licences">
      <h3 id="licences">{t('licences.title')}</h3>
      <p className={css['quiet']}>{t('licences.what')}</p>
      <div className={css['buttons']}>
        {packages === null ? (
          <Button onClick={() => ask(window.api.system.licences(), ({ packages: all }) => setPackages(all))}>
            {t('licences.show')}
          </Button>
        ) : null}
        <Button onClick={() => ask(window.api.system.openChromiumLicences())}>
          {t('licences.chromium')}
        </Button>
      </div>
      {packages === null ? null : (
        <ul className={own['packages']} lang="en" dir="ltr">
          {packages.map(({ name, version, licence, text }) => (
            <li key={`${name} ${version}`}>
              <details>
                <summary>
                  {name} {version} <span className={css['quiet']}>{licence}</span>
                </summary>
                {text === '' ? <p>{t('licences.none')}</p> : <pre>{text}</pre>}
              </details>
            </li>
          ))}
        </ul>
      )}
      <FailureLine failure={failure} />
    </section>
  );
}
