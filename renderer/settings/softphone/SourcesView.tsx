import { useLanguage } from '../../i18n/language.ts';
import { sourcesStore } from '../../state/sourcesStore.ts';
import { useStore } from '../../state/useStore.ts';
import { DialChoice } from '../calls/DialChoice.tsx';
import css from '../Settings.module.css';
import { SourcePage } from './SourcePage.tsx';

/** The sources of calls besides the hook, each with its state and its form, and how numbers are dialled. */
export function SourcesView() {
  const { t } = useLanguage();
  const snapshot = useStore(sourcesStore());
  if (!snapshot) return null;
  return (
    <section className={css['view']} aria-labelledby="sources">
      <h2 id="sources">{t('source.title')}</h2>
      <p>{t('source.explain')}</p>
      {snapshot.sources
        .filter(({ name }) => name !== 'hook')
        .map((source) => (
          <SourcePage key={source.name} source={source} />
        ))}
      <DialChoice key={JSON.stringify(snapshot.dial)} dial={snapshot.dial} />
    </section>
  );
}
