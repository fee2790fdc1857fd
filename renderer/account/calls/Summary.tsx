import { Check } from 'lucide-react';
import type { CallsSnapshot } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import css from './Summary.module.css';
import { summaryWords } from './summaryWords.ts';

/** The one line an agent looks at before going home. */
export function Summary({ snapshot }: { readonly snapshot: CallsSnapshot }) {
  const { t } = useLanguage();
  const { text, isAllIn } = summaryWords(t, snapshot.summary);
  return (
    <div className={css['summary']} data-all-in={isAllIn}>
      <h2>{t('account.today')}</h2>
      <output>
        {isAllIn ? <Icon of={Check} /> : null}
        {text}
      </output>
    </div>
  );
}
