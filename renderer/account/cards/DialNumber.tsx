import { useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './CopyText.module.css';

interface DialNumberProps {
  readonly number: string;
  /** How it is read, for the button's name. */
  readonly what: string;
}

type Outcome = 'dialled' | 'notConnected' | 'refused' | 'badNumber' | 'noDialer';

/** Calls a number through the agent's own softphone, and says how that went. */
export function DialNumber({ number, what }: DialNumberProps) {
  const { t } = useLanguage();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [ask, failure] = useAsk();
  return (
    <>
      <button
        type="button"
        className={css['copy']}
        aria-label={t('card.callWhat', { what })}
        title={t('card.callWhat', { what })}
        onClick={() =>
          ask(window.api.calls.dial({ number }), (answer) => {
            setOutcome(answer.outcome === 'dialled' ? 'dialled' : answer.reason);
          })
        }
      >
        <Icon name="phone" />
      </button>
      <output className={css['done']}>{outcome === null ? '' : t(`card.dial.${outcome}`)}</output>
      <FailureLine failure={failure} />
    </>
  );
}
