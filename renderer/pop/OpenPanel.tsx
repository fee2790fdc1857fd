import type { CallRouting, CallScript, Match, PopEntry, ShownField } from '../../preload/contract.ts';
import { CreatePanel } from '../call/panels/CreatePanel.tsx';
import { MovePanel } from '../call/panels/MovePanel.tsx';
import { SearchPanel } from '../call/panels/SearchPanel.tsx';
import type { PopPanel } from './popKeys.ts';
import { assertNever } from '../state/assertNever.ts';
import { Suspense, type RefObject } from 'react';
import type { Plan } from './usePlan.ts';
import type { GivenResult } from '../call/disposition/resultChoices.ts';
import type { FinishCall } from '../call/form/AfterCallForm.tsx';
import type { FormTarget } from '../call/form/formDraft.ts';
import { AfterCallForm, FieldPanel, PastPanel, ScriptPanel, TransferPanel } from './lateParts.tsx';
import type { PhoneHands } from '../call/phone/usePhone.ts';
import type { Note } from '../call/useNote.ts';
import type { FieldHands } from './usePopFields.ts';

interface OpenPanelProps {
  readonly panel: PopPanel;
  readonly entry: PopEntry;
  /** Whom the pop shows, null when nobody is known. */
  readonly target: FormTarget | null;
  readonly onForm: (finish: FinishCall) => void;
  readonly onResult: (given: GivenResult) => void;
  readonly onPick: (match: Match) => void;
  /** The accounts the call may be moved to. */
  readonly others: CallRouting['others'];
  readonly onMove: (account: string) => void;
  readonly onClose: () => void;
  readonly phone: PhoneHands;
  /** What is planned already, for the form. */
  readonly planned: RefObject<Plan | null>;
  /** The field that is changed. */
  readonly field: ShownField | null;
  readonly fieldHands: FieldHands;
  /** What the team says in this call; null: nothing for its deal. */
  readonly script: CallScript | null;
  readonly leadId: number | null;
  readonly note: Note;
}

/** The step that is open inside the pop, if one is. */
export function OpenPanel({
  panel,
  entry: { call, account, phone: entryPhone },
  target,
  onForm,
  onResult,
  onPick,
  others,
  onMove,
  onClose,
  phone,
  planned,
  field,
  fieldHands,
  script,
  leadId,
  note,
}: OpenPanelProps) {
  switch (panel) {
    case 'none':
      return null;
    case 'search':
      return (
        <SearchPanel call={call} firstText="" currency={account.currency} onPick={onPick} onClose={onClose} />
      );
    case 'create':
      return (
        <CreatePanel
          call={call}
          currency={account.currency}
          onPick={onPick}
          onCreated={onClose}
          onClose={onClose}
        />
      );
    case 'form':
      return (
        <Suspense fallback={null}>
          <AfterCallForm
            call={call}
            target={target}
            onForm={onForm}
            onSave={onResult}
            onClose={onClose}
            planned={planned.current?.draft}
          />
        </Suspense>
      );
    case 'past':
      return target === null ? null : (
        <Suspense fallback={null}>
          <PastPanel callId={call.id} target={target} onClose={onClose} />
        </Suspense>
      );
    case 'field':
      return field === null ? null : (
        <Suspense fallback={null}>
          <FieldPanel field={field} hands={fieldHands} onClose={onClose} />
        </Suspense>
      );
    case 'script':
      return (
        <Suspense fallback={null}>
          <ScriptPanel {...{ call, script, target, leadId, note, onClose }} />
        </Suspense>
      );
    case 'move':
      return <MovePanel others={others} onMove={onMove} onClose={onClose} />;
    case 'transfer':
      return (
        <Suspense fallback={null}>
          <TransferPanel
            phone={phone}
            canAsk={entryPhone?.able.includes('consult') === true}
            onClose={onClose}
          />
        </Suspense>
      );
    default:
      return assertNever(panel);
  }
}
