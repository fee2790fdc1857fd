import type { ReactNode } from 'react';
import { Check, CircleAlert, Clock, type LucideIcon } from 'lucide-react';
import type { Call } from '../../../preload/contract.ts';
import { clip, secondsLeft } from '../../i18n/format.ts';
import { resultName, withoutWords } from './resultChoices.ts';
import { useLanguage } from '../../i18n/language.ts';
import { SECOND, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { assertNever } from '../../state/assertNever.ts';
import { callAdvice, isAccountWide } from '../failureAdvice.ts';
import css from './LogStatus.module.css';

interface LogLineProps {
  readonly call: Call;
  readonly onUndo: () => void;
  readonly onRetry: () => void;
  readonly onCreate: () => void;
}

/** Where a call's result is on its way to the CRM, and what can be done about it. One line high at least. */
export function LogLine({ call, onUndo, onRetry, onCreate }: LogLineProps) {
  const { t, format } = useLanguage();
  const { log } = call;
  switch (log.state) {
    case 'unlogged':
      return <Line tone="quiet">{call.state === 'ended' ? t('log.unlogged') : t('log.afterEnd')}</Line>;
    case 'undoable':
      return (
        <Line tone="good" icon={Check} action={<UndoButton until={log.undoUntil} onUndo={onUndo} />}>
          {[t('log.saved', { result: clip(resultName(t, call), 60) }), withoutWords(t, call)].join(' ')}
        </Line>
      );
    case 'waiting':
      return (
        <Line tone="warn" icon={Clock}>
          {log.failure === null || isAccountWide(log.failure)
            ? t('log.waiting')
            : t('log.waitingBecause', { reason: t(`failure.${log.failure}`) })}
          {log.retryAt === null ? null : (
            <small>{t('log.retryAt', { time: format.time(log.retryAt) })}</small>
          )}
        </Line>
      );
    case 'logged':
      if (log.pbx !== undefined) {
        return log.pbx === 'added' ? (
          <Line tone="good" icon={Check}>
            {t('log.byPbx')}
          </Line>
        ) : (
          <Line tone="bad" icon={CircleAlert}>
            {t('log.byPbxAlone')}
          </Line>
        );
      }
      return (
        <Line tone="good" icon={Check}>
          {t('log.loggedAt', { time: format.time(log.at) })}
        </Line>
      );
    case 'failed':
      return (
        <Line
          tone="bad"
          icon={CircleAlert}
          action={
            log.failure === 'entityNotFound' ? (
              <Button look="main" keyHint="+" onClick={onCreate}>
                {t('action.createContact')}
              </Button>
            ) : (
              <Button onClick={onRetry}>{t('action.tryAgain')}</Button>
            )
          }
        >
          <b>{t('log.failed')}</b>: {t(`failure.${log.failure}`)}.{' '}
          {t(`callAdvice.${callAdvice(log.failure)}`)}
          {log.words === '' ? null : <small>{t('log.words', { words: clip(log.words) })}</small>}
        </Line>
      );
    default:
      return assertNever(log);
  }
}

interface LineProps {
  readonly tone: 'quiet' | 'good' | 'warn' | 'bad';
  readonly icon?: LucideIcon;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Line({ tone, icon, action, children }: LineProps) {
  return (
    <div className={`${css['line']} ${css[tone]}`}>
      {icon === undefined ? null : <Icon of={icon} />}
      <output>{children}</output>
      {action}
    </div>
  );
}

function UndoButton({ until, onUndo }: { readonly until: number; readonly onUndo: () => void }) {
  const { t } = useLanguage();
  const left = secondsLeft(until, useNow(SECOND, until));
  return (
    <Button look="quiet" keyHint="Backspace" keyCap="⌫" disabled={left === 0} onClick={onUndo}>
      {t('log.undoIn', { seconds: left })}
    </Button>
  );
}
