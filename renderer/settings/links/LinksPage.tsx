import { useEffect, useState } from 'react';
import type { LinksView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';
import { SelectedNumbers } from './SelectedNumbers.tsx';

/** Where numbers to dial come from outside the windows: links of the system, and selected text. */
export function LinksPage() {
  const { t } = useLanguage();
  const [view, setView] = useState<LinksView | null>(null);
  const [ask, failure] = useAsk();
  useEffect(() => {
    const look = (): void => ask(window.api.links.get(), setView);
    look();
    // The agent comes back from the system's own settings.
    window.addEventListener('focus', look);
    return () => {
      window.removeEventListener('focus', look);
    };
  }, [ask]);
  return (
    <section className={css['view']} aria-labelledby="links">
      <h2 id="links">{t('links.title')}</h2>
      <p>{t('links.explain')}</p>
      {view === null ? null : (
        <>
          <SelectedNumbers view={view} />
          <section className={css['source']} aria-labelledby="schemes">
            <h3 id="schemes">{t('links.schemes')}</h3>
            <p>{t(view.mayTake ? 'links.offer' : 'links.offerWindows')}</p>
            {view.schemes.map(({ scheme, state, holder }) => (
              <div key={scheme} className={css['buttons']}>
                <code dir="ltr">{scheme}:</code>
                <output
                  className={state === 'ours' ? css['state'] : css['quiet']}
                  data-good={state === 'ours'}
                >
                  {state === 'other' && holder !== null
                    ? t('links.otherHolder', { holder })
                    : t(`links.state.${state}`)}
                </output>
                <Button onClick={() => ask(window.api.links.take({ scheme, on: state !== 'ours' }), setView)}>
                  {t(
                    view.mayTake ? (state === 'ours' ? 'links.giveBack' : 'links.take') : 'links.openSystem',
                  )}
                </Button>
              </div>
            ))}
          </section>
        </>
      )}
      <FailureLine failure={failure} />
    </section>
  );
}
