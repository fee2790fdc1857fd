import type { LinksView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { openPage } from '../openPage.ts';
import css from '../Settings.module.css';

/** How a number gets out of a selected text; its keys are set with all others. */
export function SelectedNumbers({ view }: { readonly view: LinksView }) {
  const { t } = useLanguage();
  return (
    <section className={css['source']} aria-labelledby="selected">
      <h3 id="selected">{t('selected.title')}</h3>
      <p>{t(`selected.${view.reads}`)}</p>
      <div className={css['buttons']}>
        <span>
          {t('selected.keys')} <strong>{view.shortcut === '' ? t('selected.off') : view.shortcut}</strong>
        </span>
        <Button onClick={() => openPage.set('keys')}>{t('selected.change')}</Button>
      </div>
      {view.isShortcutOurs ? null : (
        <p className={css['state']} data-good={false}>
          {t('selected.taken')}
        </p>
      )}
    </section>
  );
}
