import { useRef, useState } from 'react';
import type { Match, PopEntry, PopSnapshot } from '../../preload/contract.ts';
import { useCallActions } from '../call/useCallActions.ts';
import { takesResult } from '../call/disposition/likelyDisposition.ts';
import { LogLine } from '../call/disposition/LogStatus.tsx';
import { NoteField } from '../call/NoteField.tsx';
import { ResultPad } from '../call/disposition/DispositionPad.tsx';
import { useAfterCallForm } from '../call/form/useAfterCallForm.ts';
import { mayMove, useMove } from '../call/panels/useMove.ts';
import { useNote } from '../call/useNote.ts';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Actions } from './Actions.tsx';
import { CallHead } from './CallHead.tsx';
import { CallOver } from './CallOver.tsx';
import { CallSwitch, nextCall } from './CallSwitch.tsx';
import { Choices } from './Choices.tsx';
import { Details } from './Details.tsx';
import { Hints } from './Hints.tsx';
import { Identity } from './Identity.tsx';
import { OpenPanel } from './OpenPanel.tsx';
import { RoutingLine } from './RoutingLine.tsx';
import css from './Pop.module.css';
import { callerView, choicesOf, shownEntity } from './popCaller.ts';
import type { PopAction, PopKeyContext, PopPanel } from './popKeys.ts';
import { usePopKeys } from './usePopKeys.ts';

interface CallViewProps {
  readonly entry: PopEntry;
  readonly snapshot: PopSnapshot;
}

/** Everything the pop shows of one call; give it the call's id as its key. */
export function CallView({ entry, snapshot }: CallViewProps) {
  const { call, caller } = entry;
  const [panel, setPanel] = useState<PopPanel>('none');
  const actions = useCallActions(call.id);
  const [move, moveFailure] = useMove(call.id);
  const others = mayMove(call) ? (entry.routing?.others ?? []) : [];
  const note = useNote(call);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const view = callerView(entry);
  const choices = choicesOf(entry);
  // Room for the matches known at first sight. Later ones go where the details are: nothing moves.
  const [room] = useState(choices.length);
  const isCrmCall = caller.certainty !== 'internal' && caller.certainty !== 'featureCode';
  const keys: PopKeyContext = {
    panel,
    takesResult: isCrmCall && takesResult(call),
    live: call.state !== 'ended',
    undoable: call.log.state === 'undoable',
    choices: choices.length,
    mayCreate: view.kind === 'unknown',
    calls: snapshot.calls.length,
    others: others.length,
  };

  const closePanel = (): void => setPanel('none');
  const results = useAfterCallForm(actions, panel === 'form', note.text, closePanel);
  const target = shownEntity(entry, view);

  const pick = (match: Match): void => {
    actions.choose({ entity: match.entity, entityId: match.id, leadId: null });
    setPanel('none');
  };
  const perform = (action: PopAction): void => {
    if (action.do === 'hide' || action.do === 'nextCall' || action.do === 'result') note.flush();
    switch (action.do) {
      case 'hide':
        return void window.api.pop.hide();
      case 'leaveField':
        return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
      case 'closePanel':
        return closePanel();
      case 'note':
        return noteField.current?.focus();
      case 'search':
      case 'create':
        return isCrmCall ? setPanel(action.do) : undefined;
      case 'form':
        return setPanel(panel === 'form' ? 'none' : 'form');
      case 'open':
        return target ? actions.openEntity(target) : undefined;
      case 'move':
        note.flush();
        // Between two accounts there is nothing to choose.
        return others.length === 1 && others[0] ? move(others[0].key) : setPanel('move');
      case 'over':
        return actions.over();
      case 'undo':
        return actions.undo();
      case 'nextCall':
        return void window.api.pop.focusCall({ callId: nextCall(snapshot, call.id) });
      case 'choose': {
        const match = choices[action.index];
        return match ? pick(match) : undefined;
      }
      case 'result':
        return results.give(action.result);
    }
  };
  usePopKeys(keys, perform);

  const choiceList = (
    <Choices room={room} entry={entry} choices={choices} lettered={keys.takesResult} onPick={pick} />
  );
  return (
    <>
      <CallHead entry={entry} onHide={() => perform({ do: 'hide' })} />
      <CallSwitch snapshot={snapshot} shown={call.id} />
      <RoutingLine entry={entry} onMove={others.length === 0 ? null : () => perform({ do: 'move' })} />
      <div className={css['body']}>
        <Identity entry={entry} view={view} />
        {room > 0 ? choiceList : null}
        {panel === 'form' ? null : (
          <>
            <Details entry={entry} view={view} actions={actions}>
              {room === 0 && choices.length > 0 && view.kind !== 'known' ? choiceList : null}
            </Details>
            {isCrmCall ? <Actions view={view} perform={perform} /> : null}
          </>
        )}
        <OpenPanel
          panel={panel}
          entry={entry}
          target={target}
          onForm={results.onForm}
          onResult={results.give}
          onPick={pick}
          others={others}
          onMove={(account) => {
            closePanel();
            move(account);
          }}
          onClose={closePanel}
        />
        {call.state === 'talking' || call.state === 'ended' ? (
          <NoteField
            ref={noteField}
            note={note}
            beside={call.state === 'ended' ? null : <CallOver onOver={() => perform({ do: 'over' })} />}
          />
        ) : null}
        {call.state === 'ended' && isCrmCall ? (
          <>
            <ResultPad
              call={call}
              onResult={(result) => perform({ do: 'result', result })}
              onForm={() => perform({ do: 'form' })}
              isFormOpen={panel === 'form'}
            />
            <LogLine
              call={call}
              onUndo={actions.undo}
              onRetry={actions.retry}
              onCreate={() => perform({ do: 'create' })}
            />
          </>
        ) : null}
        <FailureLine failure={actions.failure} />
        <FailureLine failure={moveFailure} />
      </div>
      <Hints snapshot={snapshot} call={call} keys={keys} />
    </>
  );
}
