import type { RefObject } from 'react';
import type { Lead, Match } from '../../preload/contract.ts';
import type { ResultAsks } from '../call/disposition/useResultAsks.ts';
import type { ResultWithForm } from '../call/form/useAfterCallForm.ts';
import type { PhoneHands } from '../call/phone/usePhone.ts';
import type { CallActions } from '../call/useCallActions.ts';
import type { Note } from '../call/useNote.ts';
import type { PopAction, PopPanel } from './popKeys.ts';
import type { Plan } from './usePlan.ts';

/** What an action of the pop acts on, as the pop has it now. */
export interface PopScene {
  readonly panel: PopPanel;
  readonly setPanel: (panel: PopPanel) => void;
  /** False for calls inside the telephone system, which nobody is looked for. */
  readonly isCrmCall: boolean;
  readonly note: Note;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
  readonly actions: CallActions;
  readonly phone: PhoneHands;
  readonly results: ResultWithForm;
  readonly asks: ResultAsks;
  readonly plan: RefObject<Plan | null>;
  /** Whom the pop shows, null when nobody is known. */
  readonly target: Pick<Match, 'entity' | 'id'> | null;
  readonly choices: readonly Match[];
  readonly leads: readonly Lead[];
  /** The deal the call is saved to. */
  readonly leadId: number | null;
  /** The accounts the call may be moved to. */
  readonly others: readonly { readonly key: string }[];
  readonly move: (account: string) => void;
  /** The call that is shown after this one. */
  readonly nextCall: string;
  readonly pick: (match: Match) => void;
  readonly chooseLead: (id: number | null) => void;
}

/** Does what a key or a button of the pop says. */
export function performAction(action: PopAction, on: PopScene): void {
  if (action.do === 'hide' || action.do === 'nextCall' || action.do === 'result') on.note.flush();
  switch (action.do) {
    case 'hide':
      return void window.api.pop.hide();
    case 'leaveField':
      return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
    case 'closePanel':
      return on.setPanel('none');
    case 'note':
      return on.noteField.current?.focus();
    case 'search':
    case 'create':
      return on.isCrmCall ? on.setPanel(action.do) : undefined;
    case 'past':
    case 'script':
      return on.setPanel(action.do);
    case 'fields':
      return document.querySelector<HTMLElement>('main [data-zone="fields"] button')?.focus();
    case 'form':
      return on.setPanel(on.panel === 'form' ? 'none' : 'form');
    case 'open':
      return on.target ? on.actions.openEntity(on.target) : undefined;
    case 'move':
      on.note.flush();
      // Between two accounts there is nothing to choose.
      return on.others.length === 1 && on.others[0] ? on.move(on.others[0].key) : on.setPanel('move');
    case 'phone':
      return on.phone.step(action.step);
    case 'over':
      return on.actions.over();
    case 'undo':
      return on.actions.undo();
    case 'nextCall':
      return void window.api.pop.focusCall({ callId: on.nextCall });
    case 'choose': {
      const match = on.choices[action.index];
      return match ? on.pick(match) : undefined;
    }
    case 'lead': {
      const picked = on.leads[action.index];
      return picked ? on.chooseLead(picked.id === on.leadId ? null : picked.id) : undefined;
    }
    case 'moreLeads':
      return press('[data-more-deals]');
    case 'taskDone':
      return press('[data-task-done]');
    case 'planTask':
      return on.plan.current?.nextTask();
    case 'planStage':
      return on.plan.current?.moveStage();
    case 'result': {
      const { do: _, ...given } = action;
      const planned = on.plan.current;
      if (on.panel === 'form' || planned?.isMade !== true) on.results.give(given);
      else on.actions.finish({ ...planned.formOf(given.result, on.note.text), ...given }, () => undefined);
      return on.asks.given(given, on.panel === 'form' || typeof planned?.draft.taskAt === 'number');
    }
  }
}

/** A key does what its button does, where that is shown. */
function press(button: string): void {
  document.querySelector<HTMLButtonElement>(`main ${button}`)?.click();
}
