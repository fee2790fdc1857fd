import type { Call } from '../../preload/contract.ts';
import { useCallActions } from '../call/callActions.ts';
import { useLanguage } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import css from './CallList.module.css';

interface RowActionProps {
  readonly call: Call;
  readonly onCreate: (id: string) => void;
  readonly onChange: (call: Call) => void;
}

/** Why a call waits or failed, and the button that helps. */
export function RowAction({ call, onCreate, onChange }: RowActionProps) {
  const { t } = useLanguage();
  const actions = useCallActions(call.id, onChange);
  const { log } = call;
  if (log.state === 'waiting' && log.failure !== null) {
    return <span className={css['reason']}>{t(`failure.${log.failure}`)}</span>;
  }
  if (log.state !== 'failed') return null;
  return (
    <>
      <span className={css['reason']}>{t(`failure.${log.failure}`)}</span>
      {log.failure === 'entityNotFound' ? (
        <Button
          onClick={() => {
            onCreate(call.id);
          }}
        >
          {t('action.createContact')}
        </Button>
      ) : (
        <Button onClick={actions.retry}>{t('action.tryAgain')}</Button>
      )}
    </>
  );
}
