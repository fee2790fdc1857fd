import { X } from 'lucide-react';
import type { Call, PopEntry } from '../../preload/contract.ts';
import { clip, formatDuration } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { SECOND, useNow } from '../state/now.ts';
import { callIcon } from '../call/callIcon.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './CallHead.module.css';

interface CallHeadProps {
  readonly entry: PopEntry;
  readonly onHide: () => void;
}

/** The account with its colour, what the call is doing, and the button that puts the pop away. */
export function CallHead({ entry: { call, account }, onHide }: CallHeadProps) {
  const { t } = useLanguage();
  return (
    <header className={css['head']}>
      <div className={css['stripe']} style={{ backgroundColor: account.colour }} />
      <p className={css['account']} dir="auto">
        {clip(account.name)}
        {call.line === null ? null : (
          <span className={css['line']}> · {t('call.line', { line: clip(call.line, 40) })}</span>
        )}
      </p>
      <button
        type="button"
        className={css['hide']}
        aria-label={t('action.hide')}
        title={t('action.hide')}
        onClick={onHide}
      >
        <Icon of={X} />
      </button>
      <p className={css['state']} data-state={call.held === true ? 'held' : call.state}>
        <Icon of={callIcon(call)} />
        <output>
          <CallState call={call} />
        </output>
        <Timer call={call} />
      </p>
      {call.unheard === true ? <output className={css['unheard']}>{t('call.unheard')}</output> : null}
    </header>
  );
}

function CallState({ call }: { readonly call: Call }) {
  const { t } = useLanguage();
  if (call.held === true) return t('call.held');
  if (call.state === 'talking') return t('call.talking');
  if (call.state === 'ended') return t(`call.end.${call.endReason ?? 'unknown'}`);
  return t(call.direction === 'inbound' ? 'call.inbound' : 'call.outbound');
}

function Timer({ call }: { readonly call: Call }) {
  const { t } = useLanguage();
  const running = call.state === 'talking' && call.answeredAt !== null;
  const now = useNow(SECOND, call.answeredAt ?? 0, running);
  // Of an end nobody told there is no time.
  if (call.answeredAt === null || call.endReason === 'unknown') return null;
  const time = formatDuration((call.endedAt ?? now) - call.answeredAt);
  return (
    <time className={css['timer']} aria-label={t('call.talkingFor', { time })} role="timer">
      {time}
    </time>
  );
}
