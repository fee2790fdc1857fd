import type { ReactNode } from 'react';
import type { Call } from '../../../preload/contract.ts';
import { talkedMs, WHILE_AWAY } from '../../../preload/constants.ts';
import { callIcon } from '../../call/callIcon.ts';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './CallBlock.module.css';
import { CallChip } from './CallChip.tsx';
import { directionWords, resultWords } from './callWords.ts';

interface CallBlockProps {
  readonly call: Call;
  /** Whether the results are shown; null where another cannot be given. */
  readonly isChanging: boolean | null;
  readonly onChange: () => void;
  /** Puts right what the CRM has of the call; null where it has nothing of it. */
  readonly onAmend: (() => void) | null;
  /** The note, the results, and what became of them. */
  readonly children: ReactNode;
}

/** One call: when, over which line and how long, what came of it, what was noted. */
export function CallBlock({ call, isChanging, onChange, onAmend, children }: CallBlockProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const talked = talkedMs(call);
  const when = `${format.dayName(call.startedAt, now)} ${format.time(call.startedAt)}`;
  const line = call.line === null || call.line === '' ? '' : t('call.line', { line: clip(call.line, 60) });
  const away = call.source === WHILE_AWAY ? t('call.whileAway') : '';
  return (
    <section
      className={css['block']}
      aria-label={t('account.thisCall')}
      data-missed={call.endReason === 'missed'}
    >
      <header className={css['top']}>
        <span className={css['icon']}>
          <Icon of={callIcon(call)} />
        </span>
        <p dir="auto">
          {[directionWords(t, call), when, line, away].filter((part) => part !== '').join(' · ')}
        </p>
        <CallChip call={call} />
      </header>
      <div className={css['result']}>
        <p>
          <strong>{resultWords(t, call)}</strong>
          {talked === null ? null : <span>{formatDuration(talked)}</span>}
        </p>
        {isChanging === null ? null : (
          <Button look="quiet" onClick={onChange}>
            {isChanging ? t('action.cancel') : t('call.change')}
          </Button>
        )}
        {onAmend === null ? null : (
          <Button look="quiet" onClick={onAmend}>
            {t('amend.open')}
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}
