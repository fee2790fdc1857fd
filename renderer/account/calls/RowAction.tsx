import type { Call } from '../../../preload/contract.ts';
import { useCallActions } from '../../call/useCallActions.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';

interface RowActionProps {
  readonly call: Call;
  readonly onCreate: (id: string) => void;
  readonly onChange: (call: Call) => void;
}

/** The button that helps a failed call. */
export function RowAction({ call, onCreate, onChange }: RowActionProps) {
  const { t } = useLanguage();
  const actions = useCallActions(call.id, onChange);
  const { log } = call;
  if (log.state !== 'failed') return null;
  if (log.failure !== 'entityNotFound')
    return <Button onClick={actions.retry}>{t('action.tryAgain')}</Button>;
  return (
    <Button
      onClick={() => {
        onCreate(call.id);
      }}
    >
      {t('action.createContact')}
    </Button>
  );
}
