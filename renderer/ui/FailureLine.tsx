import { useLanguage } from '../i18n/language.ts';
import type { AskFailure } from '../state/ask.ts';
import css from './FailureLine.module.css';

/** Says why the last request did not work; always in the page, so that screen readers hear it change. */
export function FailureLine({ failure }: { readonly failure: AskFailure }) {
  const { t } = useLanguage();
  return (
    <output className={css['failure']}>
      {failure === null ? null : t('failure.sentence', { reason: t(`failure.${failure}`) })}
    </output>
  );
}
