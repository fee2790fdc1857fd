import type { Call, CallStatus } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { callStatuses, likelyResult, takesResult } from './likelyResult.ts';
import css from './ResultPad.module.css';

interface ResultPadProps {
  readonly call: Call;
  readonly onResult: (result: CallStatus) => void;
}

/** The seven results with their digits. The likely one stands out; none is chosen beforehand. */
export function ResultPad({ call, onResult }: ResultPadProps) {
  const { t } = useLanguage();
  const likely = call.result === null ? likelyResult(call) : null;
  return (
    <fieldset className={css['pad']}>
      <legend className="visuallyHidden">{t('result.title')}</legend>
      {callStatuses.map((status) => (
        <button
          key={status}
          type="button"
          className={css['result']}
          data-likely={status === likely}
          aria-pressed={call.result === status}
          aria-keyshortcuts={String(status)}
          disabled={!takesResult(call)}
          onClick={() => {
            onResult(status);
          }}
        >
          <Kbd>{String(status)}</Kbd>
          <span>{t(`result.${status}`)}</span>
          {status === likely ? <span className="visuallyHidden">{t('result.likely')}</span> : null}
        </button>
      ))}
    </fieldset>
  );
}
