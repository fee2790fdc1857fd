import { Check } from 'lucide-react';
import type { CallsSnapshot } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import css from './CallsView.module.css';
import { summaryWords } from './summaryWords.ts';

/** The one line an agent looks at before going home. */
export function ListFoot({ summary }: { readonly summary: CallsSnapshot['summary'] }) {
  const { t } = useLanguage();
  const { text, isAllIn } = summaryWords(t, summary);
  // An empty day is said where its calls will stand.
  if (text === t('account.noCalls')) return null;
  return (
    <footer className={css['foot']}>
      <output data-summary="" data-all-in={isAllIn}>
        {isAllIn ? <Icon of={Check} size={14} /> : null}
        {text}
      </output>
    </footer>
  );
}
