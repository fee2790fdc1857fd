import { ScrollText, X } from 'lucide-react';
import type { Call, PopEntry } from '../../preload/contract.ts';
import { clip, formatDuration } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { SECOND, useNow } from '../state/now.ts';
import { callIcon } from '../call/callIcon.ts';
import { AccountFace } from '../ui/Face.tsx';
import { accountColour } from '../ui/givenColours.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './CallHead.module.css';

interface CallHeadProps {
  readonly entry: PopEntry;
  readonly onHide: () => void;
  /** Shows what the team says in such calls; null where it says nothing. */
  readonly onScript: (() => void) | null;
}

/** The band: whose call it is, what it is doing with its running seconds, and the button that puts the pop away. */
export function CallHead({ entry: { call, account }, onHide, onScript }: CallHeadProps) {
  const { t } = useLanguage();
  const state = call.held === true ? 'held' : call.state;
  return (
    <>
      <header className={css['head']} data-zone="band" {...accountColour(account.colour)}>
        <AccountFace name={account.name} colour={account.colour} />
        <p className={css['account']} dir="auto">
          {clip(account.name)}
          {call.line === null ? null : (
            <span className={css['line']}> · {t('call.line', { line: clip(call.line, 40) })}</span>
          )}
        </p>
        <p className={css['state']} data-state={state} data-end={call.endReason}>
          {state === 'ringing' || state === 'talking' ? (
            <span className={css['dot']} />
          ) : (
            <Icon of={callIcon(call)} size={14} />
          )}
          <output>
            <CallState call={call} />
          </output>
          <Timer call={call} />
        </p>
        {onScript === null ? null : (
          <button
            type="button"
            className={css['hide']}
            aria-label={t('script.open')}
            title={t('script.open')}
            aria-keyshortcuts="L"
            onClick={onScript}
          >
            <Icon of={ScrollText} size={14} />
          </button>
        )}
        <button
          type="button"
          className={css['hide']}
          aria-label={t('action.hide')}
          title={t('action.hide')}
          onClick={onHide}
        >
          <Icon of={X} />
        </button>
      </header>
      {call.unheard === true ? <output className={css['unheard']}>{t('call.unheard')}</output> : null}
    </>
  );
}

function CallState({ call }: { readonly call: Call }) {
  const { t } = useLanguage();
  if (call.held === true) return t('call.held');
  if (call.state === 'talking') return t('call.talking');
  if (call.state === 'ended') return t(`call.end.${call.endReason ?? 'unknown'}`);
  return t(call.direction === 'inbound' ? 'call.ringing' : 'call.dialling');
}

function Timer({ call }: { readonly call: Call }) {
  const { t } = useLanguage();
  const isWaiting = call.state === 'ringing' || call.state === 'dialing';
  const since = call.answeredAt ?? (isWaiting ? call.startedAt : null);
  const now = useNow(SECOND, since ?? 0, call.state !== 'ended' && since !== null);
  // Of an end nobody told there is no time.
  if (since === null || call.endReason === 'unknown') return null;
  const time = formatDuration(Math.max(0, (call.endedAt ?? now) - since));
  return isWaiting ? (
    <span className={css['timer']} aria-hidden="true">
      {time}
    </span>
  ) : (
    <time className={css['timer']} aria-label={t('call.talkingFor', { time })} role="timer">
      {time}
    </time>
  );
}
