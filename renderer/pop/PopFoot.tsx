import { Check, Clock, CornerDownRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Call, Lead } from '../../preload/contract.ts';
import { isAccountWide } from '../call/failureAdvice.ts';
import { clip, secondsLeft } from '../i18n/format.ts';
import { resultName, withoutWords } from '../call/disposition/resultChoices.ts';
import { useLanguage } from '../i18n/language.ts';
import { SECOND, useNow } from '../state/now.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './PopFoot.module.css';

interface PopFootProps {
  readonly call: Call;
  /** The deal the call is saved to, null for none. */
  readonly lead: Lead | null;
  /** The contact or company it is saved to otherwise, null while nobody is known. */
  readonly who: string | null;
  /** What the keys do now; its room is the way back's once something is saved. */
  readonly hints: ReactNode;
  readonly onUndo: () => void;
}

/** The last line: where the call will be saved, that it is saved with the ten seconds to take it back, or where it waits. */
export function PopFoot({ call, lead, who, hints, onUndo }: PopFootProps) {
  const { log } = call;
  return (
    <footer className={css['foot']} data-zone="foot">
      <Said call={call} lead={lead} who={who} />
      {log.state === 'undoable' ? (
        <Undo until={log.undoUntil} onUndo={onUndo} />
      ) : log.state === 'waiting' ? null : (
        <div className={css['hints']}>{hints}</div>
      )}
    </footer>
  );
}

function Said({ call, lead, who }: Pick<PopFootProps, 'call' | 'lead' | 'who'>) {
  const { t, format } = useLanguage();
  const { log } = call;
  switch (log.state) {
    case 'unlogged':
      if (lead !== null || who !== null) {
        return (
          <Line icon={CornerDownRight}>
            {t('pop.savesTo')} <b dir="auto">{clip(lead?.name ?? who ?? '', 60)}</b>
          </Line>
        );
      }
      return call.state === 'ended' ? <Line icon={CornerDownRight}>{t('log.unlogged')}</Line> : null;
    case 'undoable':
      return (
        <Line icon={Check} tone="good">
          {[t('log.saved', { result: clip(resultName(t, call), 60) }), withoutWords(t, call)].join(' ')}
        </Line>
      );
    case 'waiting': {
      const because =
        log.failure === null || isAccountWide(log.failure)
          ? t('log.waiting')
          : t('log.waitingBecause', { reason: t(`failure.${log.failure}`) });
      // When it is tried next is in the account window: here it would have no room.
      return (
        <Line icon={Clock} tone="warn">
          {because}
        </Line>
      );
    }
    case 'logged':
      return log.pbx === 'notAdded' ? null : (
        <Line icon={Check} tone="good">
          {log.pbx === undefined ? t('log.loggedAt', { time: format.time(log.at) }) : t('log.byPbx')}
        </Line>
      );
    default:
      return null;
  }
}

function Line({
  icon,
  tone,
  children,
}: {
  readonly icon: LucideIcon;
  readonly tone?: 'good' | 'warn';
  readonly children: ReactNode;
}) {
  return (
    <div className={`${css['said']} ${tone === undefined ? '' : css[tone]}`}>
      <Icon of={icon} size={14} />
      <output>{children}</output>
    </div>
  );
}

const UNDO_SECONDS = 10;
const AROUND = 50.27;

function Undo({ until, onUndo }: { readonly until: number; readonly onUndo: () => void }) {
  const { t } = useLanguage();
  const left = secondsLeft(until, useNow(SECOND, until));
  return (
    <button
      type="button"
      className={css['undo']}
      aria-keyshortcuts="Backspace"
      disabled={left === 0}
      onClick={onUndo}
    >
      {t('log.undoIn', { seconds: left })}
      <svg className={css['ring']} viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="8" />
        <circle
          cx="10"
          cy="10"
          r="8"
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - Math.min(1, left / UNDO_SECONDS))}
        />
      </svg>
      <Kbd>⌫</Kbd>
    </button>
  );
}
