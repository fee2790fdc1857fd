import type { Call } from '../../../preload/contract.ts';
import { isAccountWide } from '../../call/failureAdvice.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import css from './RowNote.module.css';

/** Why the call is not in the CRM yet, or else the note. What holds the whole account back is said over the list, once. */
export function RowNote({ call: { log, note } }: { readonly call: Call }) {
  const { t } = useLanguage();
  const failure = log.state === 'waiting' || log.state === 'failed' ? log.failure : null;
  if (failure === null || (log.state === 'waiting' && isAccountWide(failure))) {
    return (
      <span className={css['note']} data-note="" dir="auto">
        {clip(note)}
      </span>
    );
  }
  return (
    <span className={css['note']} data-note="" data-trouble={log.state} title={t(`failure.${failure}`)}>
      {t(`failure.${failure}`)}
    </span>
  );
}
