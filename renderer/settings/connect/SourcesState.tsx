import { useEffect, useState } from 'react';
import type { NoCallsReason } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { sourcesStore } from '../../state/sourcesStore.ts';
import { useStore } from '../../state/useStore.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';
import { sourceWords } from '../sourceWords.ts';
import { SourceState } from '../softphone/SourceState.tsx';

/** Each source with its state and last event, and why nothing may pop. */
export function SourcesState() {
  const { t } = useLanguage();
  const snapshot = useStore(sourcesStore());
  const [reasons, setReasons] = useState<readonly NoCallsReason[]>([]);
  const [ask, failure] = useAsk();
  // Whatever a source tells may be the reason gone.
  useEffect(() => {
    const read = (): void =>
      ask(window.api.softphones.noCallsReasons(), (answer) => setReasons(answer.reasons));
    read();
    return window.api.on('sources', read);
  }, [ask]);
  return (
    <section className={css['source']} aria-labelledby="fares">
      {reasons.length === 0 ? null : (
        <>
          <h3>{t('state.why')}</h3>
          <ul className={css['reasons']}>
            {reasons.map((reason) => (
              <li key={reason}>{t(`why.${reason}`)}</li>
            ))}
          </ul>
        </>
      )}
      <h3 id="fares">{t('state.title')}</h3>
      {snapshot?.sources
        .filter(({ state }) => state !== 'off')
        .map((source) => (
          <div key={source.name}>
            <strong>{sourceWords(t, source.name)}</strong>
            <SourceState source={source} />
          </div>
        ))}
      <FailureLine failure={failure} />
    </section>
  );
}
