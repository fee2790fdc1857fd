import type { CallNumbers } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import css from './Numbers.module.css';

/** The results of the calls, the most frequent first, each as long as it is frequent. */
export function ResultBars({ numbers: { results } }: { readonly numbers: CallNumbers }) {
  const { t, format } = useLanguage();
  const most = results[0]?.calls ?? 0;
  const all = results.reduce((sum, { calls }) => sum + calls, 0);
  if (most === 0) return null;
  return (
    <section className={css['block']} aria-label={t('numbers.byResult')}>
      <h3>{t('numbers.byResult')}</h3>
      <ul className={css['bars']}>
        {results.map(({ result, outcome, calls }) => (
          <li key={`${result} ${outcome ?? ''}`}>
            <span dir="auto">{outcome === null ? t(`result.${result}`) : clip(outcome, 60)}</span>
            <progress value={calls} max={most} aria-hidden="true" />
            <span className={css['amount']}>
              {format.count(calls)} <small>{format.share(calls / all)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
