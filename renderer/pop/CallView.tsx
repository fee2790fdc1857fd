import { densityStore } from '../state/density.ts';
import { useCallback, useRef, useState } from 'react';
import type { Match, PopEntry, PopSnapshot, ShownField } from '../../preload/contract.ts';
import { useCallActions } from '../call/useCallActions.ts';
import { takesResult } from '../call/disposition/likelyDisposition.ts';
import { givenResult, likelyChoice, resultChoices } from '../call/disposition/resultChoices.ts';
import { useResultAsks } from '../call/disposition/useResultAsks.ts';
import { useAfterCallForm } from '../call/form/useAfterCallForm.ts';
import { mayMove, useMove } from '../call/panels/useMove.ts';
import { useNote } from '../call/useNote.ts';
import { leadOfCall } from '../call/match/leadOfCall.ts';
import { useLeads } from '../call/match/useLeads.ts';
import { useScriptOf } from '../call/script/useScript.ts';
import { useLanguage } from '../i18n/language.ts';
import { outcomesStore } from '../state/outcomesStore.ts';
import { useStore } from '../state/useStore.ts';
import { FailureLine } from '../ui/FailureLine.tsx';
import { CallHead } from './CallHead.tsx';
import { CallerZones } from './CallerZones.tsx';
import { CallSwitch, nextCall } from './CallSwitch.tsx';
import { Hints } from './Hints.tsx';
import { usePopFields } from './usePopFields.ts';
import { Identity } from './Identity.tsx';
import { keepsNote, layoutOf, panelHeight, roomOfScreen } from './layout.ts';
import { OpenPanel } from './OpenPanel.tsx';
import { OwedResult } from './OwedResult.tsx';
import { performAction } from './performAction.ts';
import { PhoneKeys } from '../call/phone/PhoneKeys.tsx';
import { PopFoot } from './PopFoot.tsx';
import { ResultZones } from './ResultZones.tsx';
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
  const { call, caller } = entry;
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
  const { script, hasScripts } = useScriptOf(call, lead?.pipelineId ?? null);
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
    hasScript: hasScripts && isCrmCall && layout.results,
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
    performAction(action, {
      panel,
      setPanel,
      isCrmCall,
      note,
      noteField,
      actions,
      phone,
      results,
      asks,
      plan,
      target,
      choices,
      leads,
      leadId,
      others,
      move,
      nextCall: nextCall(snapshot, call.id),
      pick,
      chooseLead,
    });
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
      {...{ script, leadId, note }}
    />
  );
  const wrapUp = wrapUpOf(call, snapshot);
  const isForm = panel === 'form';
  return (
    <>
      <CallHead
        entry={entry}
        onHide={() => perform({ do: 'hide' })}
        onScript={keys.hasScript === true ? () => setPanel(panel === 'script' ? 'none' : 'script') : null}
      />
      {layout.phone ? <PhoneKeys phone={entry.phone} held={call.held === true} hands={phone} /> : null}
      <OwedResult snapshot={snapshot} shown={call.id} />
      <CallSwitch snapshot={snapshot} shown={call.id} />
      <RoutingLine entry={entry} onMove={others.length === 0 ? null : () => perform({ do: 'move' })} />
      <Identity entry={entry} view={view} onOpen={target === null ? null : () => perform({ do: 'open' })} />
      <div className={css['middle']} data-rows={layout.density}>
        {panel !== 'none' ? (
          <div className={css['panel']} style={{ height: panelHeight(layout, panel) }}>
            {planned}
          </div>
        ) : (
          <CallerZones
            entry={entry}
            view={view}
            layout={layout}
            isSomebody={target !== null}
            match={match}
            choices={choices}
            lettered={keys.takesResult}
            leads={leads}
            leadId={leadId}
            shownFields={shownFields}
            onField={openField}
            onPick={pick}
            onLead={chooseLead}
            onOpenLead={actions.openLead}
            perform={perform}
          />
        )}
        {keepsNote(panel) ? (
          <ResultZones
            entry={entry}
            layout={layout}
            match={match}
            choices={choices}
            target={target}
            lead={lead}
            leadId={leadId}
            note={note}
            noteField={noteField}
            results={choicesOfResult}
            asks={asks}
            actions={actions}
            takesResult={keys.takesResult}
            isFormOpen={isForm}
            onPlan={onPlan}
            perform={perform}
          />
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
