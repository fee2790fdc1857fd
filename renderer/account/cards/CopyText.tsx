import { useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';

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
      <Button
        look="quiet"
        title={t('card.copyWhat', { what })}
        onClick={() => ask(window.api.app.copy({ text }), () => setDone(true))}
      >
        {t(isDone ? 'card.copied' : 'card.copy')}
      </Button>
      <FailureLine failure={failure} />
    </>
  );
}
