import { useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './CopyText.module.css';

interface CopyTextProps {
  readonly text: string;
  /** How it is read, for the button's name. */
  readonly what: string;
}

/** Puts a number or an address on the clipboard, and says so. */
export function CopyText({ text, what }: CopyTextProps) {
  const { t } = useLanguage();
  const [isDone, setDone] = useState(false);
  const [ask, failure] = useAsk();
  return (
    <>
      <button
        type="button"
        className={css['copy']}
        aria-label={t('card.copyWhat', { what })}
        title={t('card.copyWhat', { what })}
        onClick={() => ask(window.api.app.copy({ text }), () => setDone(true))}
      >
        <Icon of={isDone ? Check : Copy} />
      </button>
      <output className={css['done']}>{isDone ? t('card.copied') : ''}</output>
      <FailureLine failure={failure} />
    </>
  );
}
