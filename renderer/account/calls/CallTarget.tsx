import type { Call } from '../../../preload/contract.ts';
import type { CallActions } from '../../call/useCallActions.ts';
import { leadOfCall } from '../../call/match/leadOfCall.ts';
import { LeadList } from '../../call/match/LeadList.tsx';
import { useLeads } from '../../call/match/useLeads.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import css from './CallDetail.module.css';

interface CallTargetProps {
  readonly call: Call;
  readonly currency: string;
  readonly actions: CallActions;
}

/** The lead of whom the agent chose to log the call to, and the way back; nothing before that. */
export function CallTarget({ call, currency, actions }: CallTargetProps) {
  const { t } = useLanguage();
  const leads = useLeads(call, null);
  const { chosen } = call;
  if (!chosen) return null;
  const { entity, entityId } = chosen;
  return (
    <div className={css['target']}>
      <LeadList
        leads={leads}
        chosenLead={leadOfCall(call, leads)}
        currency={currency}
        onPick={(leadId) => actions.choose({ entity, entityId, leadId })}
        onOpen={actions.openLead}
      />
      {call.log.state === 'unlogged' || call.log.state === 'undoable' ? (
        <Button look="quiet" onClick={() => actions.choose(null)}>
          {t('action.takeBackChoice')}
        </Button>
      ) : null}
    </div>
  );
}
