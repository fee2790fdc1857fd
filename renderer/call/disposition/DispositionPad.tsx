import { Check } from 'lucide-react';
import type { Call, CallStatus } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { callStatuses, likelyResult, takesResult } from './likelyDisposition.ts';
import css from './DispositionPad.module.css';

interface ResultPadProps {
  readonly call: Call;
  readonly onResult: (result: CallStatus) => void;
  /** Opens or closes what can go with a result. */
  readonly onForm: () => void;
  readonly isFormOpen: boolean;
  /** Looks for somebody else; the pop's nine places have one for it. */
  readonly onSearch?: () => void;
}

/**
 * The seven results with their digits. The likely one stands out; none is chosen beforehand. In the eighth place: the
 * form for what goes with a result.
 */
export function ResultPad({ call, onResult, onForm, isFormOpen, onSearch }: ResultPadProps) {
  const { t } = useLanguage();
  const likely = call.result === null ? likelyResult(call) : null;
  return (
    <fieldset
      className={css['pad']}
      data-nine={onSearch !== undefined}
      data-given={call.result !== null}
      data-kept={call.log.state === 'waiting' || call.log.state === 'failed'}
    >
      <legend className="visuallyHidden">{t('result.title')}</legend>
      {callStatuses.map((status) => (
        <button
          key={status}
          type="button"
          className={css['result']}
          data-likely={status === likely}
          aria-pressed={call.result === status}
          title={t(`result.${status}`)}
          aria-keyshortcuts={String(status)}
          disabled={!takesResult(call)}
          onClick={() => {
            onResult(status);
          }}
        >
          {call.result === status ? <Icon of={Check} size={14} /> : <Kbd always>{String(status)}</Kbd>}
          {/* The short words stand on the pad; its name is the CRM's own. */}
          <span aria-hidden="true">
            {t(onSearch === undefined ? `result.${status}` : `result.short.${status}`)}
          </span>
          <span className="visuallyHidden">{t(`result.${status}`)}</span>
          {status === likely ? <span className="visuallyHidden">{t('result.likely')}</span> : null}
        </button>
      ))}
      <button
        type="button"
        className={css['more']}
        aria-expanded={isFormOpen}
        aria-keyshortcuts="F"
        disabled={!takesResult(call)}
        onClick={onForm}
      >
        <Kbd always>F</Kbd>
        <span>{t('form.open')}</span>
      </button>
      {onSearch === undefined ? null : (
        <button type="button" className={css['more']} aria-keyshortcuts="/" onClick={onSearch}>
          <Kbd always>/</Kbd>
          <span>{t('action.search')}</span>
        </button>
      )}
    </fieldset>
  );
}
