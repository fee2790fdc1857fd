import { densityStore } from '../state/density.ts';
import { Suspense, useCallback, useRef, useState } from 'react';
import type { Call, Match, PopEntry, PopSnapshot, ShownField } from '../../preload/contract.ts';
import { useCallActions } from '../call/useCallActions.ts';
import { takesResult } from '../call/disposition/likelyDisposition.ts';
import { givenResult, likelyChoice, resultChoices } from '../call/disposition/resultChoices.ts';
import { useResultAsks } from '../call/disposition/useResultAsks.ts';
import { LogLine } from '../call/disposition/LogStatus.tsx';
import { NoteField } from '../call/NoteField.tsx';
import { ResultPad } from '../call/disposition/DispositionPad.tsx';
import { useAfterCallForm } from '../call/form/useAfterCallForm.ts';
import { mayMove, useMove } from '../call/panels/useMove.ts';
import { useNote } from '../call/useNote.ts';
import { leadOfCall } from '../call/match/leadOfCall.ts';
import { useLeads } from '../call/match/useLeads.ts';
import { useLanguage } from '../i18n/language.ts';
import { outcomesStore } from '../state/outcomesStore.ts';
import { useStore } from '../state/useStore.ts';
import { FailureLine } from '../ui/FailureLine.tsx';
import { CallHead } from './CallHead.tsx';
import { CallSwitch, nextCall } from './CallSwitch.tsx';
import { LastWords, NextTask } from './CallerLines.tsx';
import { Choices } from './Choices.tsx';
import { Hints } from './Hints.tsx';
import { PopFields } from './PopFields.tsx';
import { usePopFields } from './usePopFields.ts';
import { Identity } from './Identity.tsx';
import { dealsHeight, fieldsHeight, layoutOf, lowerHeight, roomOfScreen, upperHeight } from './layout.ts';
import { Meanwhile } from './Meanwhile.tsx';
import { AskTime, NextStep } from './lateParts.tsx';
import { Nobody } from './Nobody.tsx';
import { OpenPanel } from './OpenPanel.tsx';
import { OwedResult } from './OwedResult.tsx';
import { PopDeals } from './PopDeals.tsx';
import { PhoneKeys } from '../call/phone/PhoneKeys.tsx';
import { PopFoot } from './PopFoot.tsx';
import { RoutingLine } from './RoutingLine.tsx';
import { WrapUpTime, wrapUpOf } from './WrapUpTime.tsx';
import css from './Pop.module.css';
import { callerTitle, callerView, choicesOf, shownEntity } from './popCaller.ts';
import type { PopAction, PopKeyContext, PopPanel } from './popKeys.ts';
import type { Plan } from './usePlan.ts';
import { usePhone } from '../call/phone/usePhone.ts';
import { usePopKeys } from './usePopKeys.ts';

interface CallViewProps {
  readonly entry: PopEntry;
  readonly snapshot: PopSnapshot;
}

/** Everything the pop shows of one call; give it the call's id as its key. */
export function CallView({ entry, snapshot }: CallViewProps) {
  const { call, caller, account } = entry;
  const { t } = useLanguage();
  const [panel, setPanel] = useState<PopPanel>('none');
  const actions = useCallActions(call.id);
  const [move, moveFailure] = useMove(call.id);
  const others = mayMove(call) ? (entry.routing?.others ?? []) : [];
  const note = useNote(call);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const view = callerView(entry);
  const choices = choicesOf(entry);
  const match = view.kind === 'known' || view.kind === 'possible' ? view.match : null;
  const leads = useLeads(call, match);
  const leadId = view.kind === 'possible' ? (call.chosen?.leadId ?? null) : leadOfCall(call, leads);
  const lead = leads.find(({ id }) => id === leadId) ?? null;
  // At first sight and for good: what comes later finds its room or does without. Nothing moves.
  const [layout] = useState(() =>
    layoutOf(
      view.kind,
      choices.length,
      leads.length,
      roomOfScreen(window),
      densityStore.get(),
      entry.phone !== undefined,
      entry.fields?.length ?? 0,
    ),
  );
  const isCrmCall = caller.certainty !== 'internal' && caller.certainty !== 'featureCode';
  const target = shownEntity(entry, view);
  const [shownFields, fieldHands] = usePopFields(entry, layout.fields > 0 ? target : null, leadId);
  const [edited, setEdited] = useState<string | null>(null);
  const openField = (field: ShownField): void => {
    if (field.field?.edit === 'checkbox')
      return fieldHands.set(field.key, field.values.length === 0 ? '1' : null);
    setEdited(field.key);
    setPanel('field');
  };
  const plan = useRef<Plan | null>(null);
  const onPlan = useCallback((now: Plan | null) => {
    plan.current = now;
  }, []);
  const choicesOfResult = resultChoices(useStore(outcomesStore()), call, lead?.pipelineId ?? null);
  const asks = useResultAsks(choicesOfResult, note.text.trim() !== '', () => noteField.current?.focus());
  const keys: PopKeyContext = {
    panel,
    takesResult: isCrmCall && takesResult(call),
    live: call.state !== 'ended' && (entry.phone?.consulting ?? null) === null,
    undoable: call.log.state === 'undoable',
    choices: choices.length,
    mayCreate: view.kind === 'unknown',
    calls: snapshot.calls.length,
    others: others.length,
    leads: leads.length,
    hasPast: target !== null,
    hasFields: layout.fields > 0 && target !== null,
    hasTask: layout.task && (match?.task ?? null) !== null,
    mayPlan: isCrmCall && layout.next && target !== null && (call.state !== 'ended' || takesResult(call)),
    likely: givenResult(call) ?? likelyChoice(choicesOfResult, call)?.given ?? null,
    results: choicesOfResult,
    phone: entry.phone?.now ?? [],
    consulting: (entry.phone?.consulting ?? null) !== null,
  };
  const phone = usePhone(entry, target, leadId, setPanel);

  const closePanel = (): void => setPanel('none');
  const results = useAfterCallForm(actions, panel === 'form', note.text, closePanel);
  const chooseLead = (id: number | null): void => {
    if (target) actions.choose({ entity: target.entity, entityId: target.id, leadId: id });
  };
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
      case 'past':
        return setPanel('past');
      case 'fields':
        return document.querySelector<HTMLElement>('main [data-zone="fields"] button')?.focus();
      case 'form':
        return setPanel(panel === 'form' ? 'none' : 'form');
      case 'open':
        return target ? actions.openEntity(target) : undefined;
      case 'move':
        note.flush();
        // Between two accounts there is nothing to choose.
        return others.length === 1 && others[0] ? move(others[0].key) : setPanel('move');
      case 'phone':
        return phone.step(action.step);
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
      case 'lead': {
        const picked = leads[action.index];
        return picked ? chooseLead(picked.id === leadId ? null : picked.id) : undefined;
      }
      case 'moreLeads':
        return press('[data-more-deals]');
      case 'taskDone':
        return press('[data-task-done]');
      case 'planTask':
        return plan.current?.nextTask();
      case 'planStage':
        return plan.current?.moveStage();
      case 'result': {
        const { do: _, ...given } = action;
        const planned = plan.current;
        if (panel === 'form' || planned?.isMade !== true) results.give(given);
        else actions.finish({ ...planned.formOf(given.result, note.text), ...given }, () => undefined);
        return asks.given(given, panel === 'form' || typeof planned?.draft.taskAt === 'number');
      }
    }
  };
  usePopKeys(keys, perform);

  const planned = (
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
      phone={phone}
      planned={plan}
      field={shownFields.find(({ key }) => key === edited) ?? null}
      fieldHands={fieldHands}
    />
  );
  const wrapUp = wrapUpOf(call, snapshot);
  const isEnded = call.state === 'ended';
  const isForm = panel === 'form';
  const upper = upperHeight(layout);
  const trouble = isTrouble(call) ? (
    <div className={css['trouble']}>
      <LogLine
        call={call}
        onUndo={actions.undo}
        onRetry={actions.retry}
        onCreate={() => perform({ do: 'create' })}
      />
    </div>
  ) : null;
  return (
    <>
      <CallHead entry={entry} onHide={() => perform({ do: 'hide' })} />
      {layout.phone ? <PhoneKeys phone={entry.phone} held={call.held === true} hands={phone} /> : null}
      <OwedResult snapshot={snapshot} shown={call.id} />
      <CallSwitch snapshot={snapshot} shown={call.id} />
      <RoutingLine entry={entry} onMove={others.length === 0 ? null : () => perform({ do: 'move' })} />
      <Identity entry={entry} view={view} onOpen={target === null ? null : () => perform({ do: 'open' })} />
      <div className={css['middle']} data-rows={layout.density}>
        {panel !== 'none' ? (
          <div
            className={css['panel']}
            style={{ height: isForm ? upper + (layout.next ? 68 : 0) : upper + lowerHeight(layout) }}
          >
            {planned}
          </div>
        ) : target !== null || layout.people > 0 ? (
          <>
            {layout.people > 0 ? (
              <Choices
                room={layout.people}
                density={layout.density}
                entry={entry}
                choices={choices}
                lettered={keys.takesResult}
                onPick={pick}
              />
            ) : null}
            {layout.task ? <NextTask match={match} callId={call.id} /> : null}
            {layout.fields > 0 && target !== null ? (
              <PopFields
                shown={shownFields}
                chosen={(entry.fields ?? []).slice(0, layout.fields * 2)}
                height={fieldsHeight(layout)}
                onEdit={openField}
              />
            ) : null}
            {layout.deals > 0 ? (
              target === null ? (
                <p className={css['zone']} style={{ height: dealsHeight(layout) }}>
                  {t('caller.severalDetails')}
                </p>
              ) : (
                <PopDeals
                  leads={leads}
                  rows={layout.deals}
                  chosenLead={leadId}
                  currency={account.currency}
                  hasKeys={choices.length === 0}
                  onPick={chooseLead}
                  onOpen={actions.openLead}
                />
              )
            ) : null}
            {layout.words ? <LastWords match={match} onMore={() => perform({ do: 'past' })} /> : null}
          </>
        ) : (
          <div className={css['zone']} data-zone="nobody" style={{ height: upper }}>
            <Nobody view={view} freshness={caller.freshness} isEnded={isEnded} perform={perform}>
              {choices.length > 0 ? (
                <Choices
                  room={choices.length}
                  density={layout.density}
                  entry={entry}
                  choices={choices}
                  lettered={keys.takesResult}
                  onPick={pick}
                />
              ) : null}
            </Nobody>
          </div>
        )}
        {panel === 'none' || isForm ? (
          <>
            <div className={css['note']} data-zone="note">
              <NoteField ref={noteField} note={note} isWell isClosed={call.log.state === 'logged'} />
            </div>
            {layout.results ? (
              <div className={css['results']} data-zone="results">
                {trouble !== null && !layout.next ? (
                  trouble
                ) : asks.asking !== null && call.result !== null ? (
                  <Suspense fallback={null}>
                    <AskTime
                      call={call}
                      choice={asks.asking}
                      target={target}
                      leadId={leadId}
                      actions={actions}
                      onForm={() => perform({ do: 'form' })}
                      onDone={asks.done}
                    />
                  </Suspense>
                ) : isEnded ? (
                  <ResultPad
                    call={call}
                    choices={choicesOfResult}
                    onResult={(given) => perform({ do: 'result', ...given })}
                    onForm={() => perform({ do: 'form' })}
                    isFormOpen={isForm}
                    onSearch={() => perform({ do: 'search' })}
                  />
                ) : (
                  <Meanwhile
                    match={match}
                    freshness={caller.freshness}
                    onSearch={() => perform({ do: 'search' })}
                    onOver={
                      call.state === 'talking' &&
                      (entry.phone?.able.includes('hangUp') !== true || call.unheard === true)
                        ? () => perform({ do: 'over' })
                        : null
                    }
                  />
                )}
              </div>
            ) : null}
            {layout.next ? (
              // Kept while the form is open: what was chosen here is where it begins.
              <div className={css['next']} data-zone="next" hidden={isForm}>
                {trouble ??
                  (target === null ? null : (
                    <Suspense fallback={null}>
                      <NextStep
                        key={`${target.entity}${target.id}`}
                        call={call}
                        target={target}
                        lead={lead}
                        onPlan={onPlan}
                        onForm={() => perform({ do: 'form' })}
                        isFormOpen={isForm}
                        isOver={isEnded && !keys.takesResult}
                      />
                    </Suspense>
                  ))}
              </div>
            ) : null}
          </>
        ) : null}
        <div className={css['failures']}>
          <FailureLine failure={actions.failure} />
          <FailureLine failure={moveFailure} />
          <FailureLine failure={phone.failure} />
          {phone.refusal === null ? null : (
            <output className={css['refusal']}>{t(`phone.refused.${phone.refusal}`)}</output>
          )}
        </div>
      </div>
      <PopFoot
        call={call}
        lead={lead}
        who={isCrmCall && target !== null ? callerTitle(entry) : null}
        hints={
          wrapUp === null ? (
            <Hints snapshot={snapshot} call={call} keys={keys} />
          ) : (
            <WrapUpTime call={call} limitMs={wrapUp.limitMs} />
          )
        }
        onUndo={actions.undo}
      />
    </>
  );
}

/** The result is not in the CRM and does not get there by itself. */
const isTrouble = ({ log }: Call): boolean =>
  log.state === 'failed' || (log.state === 'logged' && log.pbx === 'notAdded');

/** A key does what its button does, where that is shown. */
function press(button: string): void {
  document.querySelector<HTMLButtonElement>(`main ${button}`)?.click();
}
