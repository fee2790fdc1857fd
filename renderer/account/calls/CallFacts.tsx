import type { Call } from '../../../preload/contract.ts';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { talkedMs } from '../../call/talkedMs.ts';
import { Button } from '../../ui/Button.tsx';
import css from './CallDetail.module.css';

interface CallFactsProps {
  readonly call: Call;
  readonly onClose: () => void;
}

/** Who called, from which number, over which line, when and for how long. */
export function CallFacts({ call, onClose }: CallFactsProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const number = clip(call.number.display, 60) || t('call.withheld');
  const end = call.endReason === null ? '' : t(`call.end.${call.endReason}`);
  const talked = talkedMs(call);
  return (
    <>
      <header className={css['head']}>
        <h2 dir="auto">{clip(call.chosen?.name ?? call.callerName ?? number)}</h2>
        <Button look="quiet" keyHint="Esc" onClick={onClose}>
          {t('action.close')}
        </Button>
      </header>
      <dl className={css['facts']}>
        <dt>{t('call.number')}</dt>
        <dd dir="ltr">{number}</dd>
        <dt>{t('call.started')}</dt>
        <dd>
          {format.when(call.startedAt, now)} ·{' '}
          {t(call.direction === 'inbound' ? 'call.inbound' : 'call.outbound')}
        </dd>
        <dt>{t('call.duration')}</dt>
        <dd>
          {talked !== null
            ? `${formatDuration(talked)} · ${end}`
            : end || t(`chip.${call.state === 'ended' ? 'unlogged' : call.state}`)}
        </dd>
        {call.line === null ? null : (
          <>
            <dt>{t('call.lineTerm')}</dt>
            <dd dir="auto">{clip(call.line, 60)}</dd>
          </>
        )}
      </dl>
    </>
  );
}
