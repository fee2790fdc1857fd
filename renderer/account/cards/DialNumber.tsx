import { Phone } from 'lucide-react';
import { useDial } from '../../call/useDial.ts';
import { useLanguage } from '../../i18n/language.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './CopyText.module.css';

interface DialNumberProps {
  readonly number: string;
  /** How it is read, for the button's name. */
  readonly what: string;
  /** The task it is dialled from. */
  readonly taskId?: number;
}

/** Calls a number through the agent's own softphone, and says how that went. */
export function DialNumber({ number, what, taskId }: DialNumberProps) {
  const { t } = useLanguage();
  const { dial, result, failure } = useDial();
  return (
    <>
      <button
        type="button"
        className={css['copy']}
        aria-label={t('card.callWhat', { what })}
        title={t('card.callWhat', { what })}
        onClick={() => dial(number, taskId)}
      >
        <Icon of={Phone} />
      </button>
      <output className={css['done']}>{result === null ? '' : t(`card.dial.${result}`)}</output>
      <FailureLine failure={failure} />
    </>
  );
}
