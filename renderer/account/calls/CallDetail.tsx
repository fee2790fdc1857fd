import { ArrowLeftRight } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import type { Account, Call, Match } from '../../../preload/contract.ts';
import { AmendCall } from '../../call/form/AmendCall.tsx';
import { AfterCallForm } from '../../call/form/AfterCallForm.tsx';
import type { CallActions } from '../../call/useCallActions.ts';
import { CreatePanel } from '../../call/panels/CreatePanel.tsx';
import { LogLine } from '../../call/disposition/LogStatus.tsx';
import { ScriptPanel } from '../../call/script/ScriptPanel.tsx';
import { useScriptOf } from '../../call/script/useScript.ts';
import { MovePanel } from '../../call/panels/MovePanel.tsx';
import { NoteField } from '../../call/NoteField.tsx';
import { takesResult } from '../../call/disposition/likelyDisposition.ts';
import { AskTime } from '../../call/disposition/AskTime.tsx';
import { resultChoices, type GivenResult } from '../../call/disposition/resultChoices.ts';
import { useResultAsks } from '../../call/disposition/useResultAsks.ts';
import { ResultPad } from '../../call/disposition/DispositionPad.tsx';
import { SearchPanel } from '../../call/panels/SearchPanel.tsx';
import { useAfterCallForm } from '../../call/form/useAfterCallForm.ts';
import { useDial } from '../../call/useDial.ts';
import { mayMove, useMove } from '../../call/panels/useMove.ts';
import { useNote } from '../../call/useNote.ts';
import { useLanguage } from '../../i18n/language.ts';
import { outcomesStore } from '../../state/outcomesStore.ts';
import { accountsStore } from '../../state/accountsStore.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from './CallDetail.module.css';
import { WritesStrip } from '../../call/writes/WritesStrip.tsx';
import { CallBlock } from './CallBlock.tsx';
import { CallFacts } from './CallFacts.tsx';
import { CallPhone } from './CallPhone.tsx';
import { CallTarget } from './CallTarget.tsx';
import { PersonDetail } from '../person/PersonDetail.tsx';
import { RecordingPlayer } from '../person/RecordingPlayer.tsx';
import { entryOfCall, withoutCall } from '../person/timelineModel.ts';
import { usePerson } from '../person/usePerson.ts';
import type { Navigate } from '../useNavigation.ts';
import type { CallWays } from './callWays.ts';
import { certainLead } from './certainLead.ts';
import { useWhoOfCall } from './useWhoOfCall.ts';

interface CallDetailProps {
  readonly call: Call;
  readonly account: Account;
  readonly actions: CallActions;
  /** Opened by a button that says so: creating the contact is the first step. */
  readonly createAtOnce: boolean;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
  /** Told what keys of the list do here; null when the call leaves the screen. */
  readonly onWays: (ways: CallWays | null) => void;
  readonly onChange: (call: Call) => void;
  readonly navigate: Navigate;
}

/** Who a call of the list was with, and of the call everything that can be done about it; give it the call's id as its key. */
export function CallDetail({
  call,
  account,
  actions,
  createAtOnce,
  noteField,
  onWays,
  onChange,
  navigate,
}: CallDetailProps) {
  const { t } = useLanguage();
  const [panel, setPanel] = useState<'none' | 'search' | 'create' | 'form' | 'move' | 'amend' | 'script'>(
    createAtOnce ? 'create' : 'none',
  );
  const [changing, setChanging] = useState(false);
  const note = useNote(call);
  const { who, owner } = useWhoOfCall(call);
  const person = usePerson(who);
  const leadId = certainLead(call, person.value?.leads ?? []);
  const isWithheld = call.number.display === '';
  const close = (): void => {
    setPanel('none');
  };
  const form = useAfterCallForm(actions, panel === 'form', note.text, close);
  const pipelineId = person.value?.leads.find(({ id }) => id === leadId)?.pipelineId ?? null;
  const choices = resultChoices(useStore(outcomesStore()), call, pipelineId);
  const { script, hasScripts } = useScriptOf(call, pipelineId);
  const asks = useResultAsks(choices, note.text.trim() !== '', () => noteField.current?.focus());
  const give = (given: GivenResult): void => {
    form.give(given);
    asks.given(given, panel === 'form');
  };
  const dialling = useDial();
  const number = call.number.e164 ?? call.number.display;
  const dial = (): void => (number === '' ? undefined : dialling.dial(number));
  const onCall = number === '' ? null : dial;
  const toggleForm = (): void => setPanel((now) => (now === 'form' ? 'none' : 'form'));
  const toggleScript = (): void =>
    hasScripts ? setPanel((now) => (now === 'script' ? 'none' : 'script')) : undefined;
  const all = useStore(accountsStore());
  const others = (all ?? []).flatMap(({ key, name, colour }) =>
    key === account.key ? [] : [{ key, name, colour, knows: false }],
  );
  const [move, moveFailure] = useMove(call.id);
  const isMovable = mayMove(call) && others.length > 0;
  const startMove = (): void => {
    if (!isMovable) return;
    note.flush();
    if (others.length === 1 && others[0]) move(others[0].key);
    else setPanel('move');
  };
  useEffect(() => {
    onWays({ give, results: choices, toggleForm, dial, move: startMove, script: toggleScript });
    return () => onWays(null);
  });
  /** A call with a result shows it alone, until another is to be given. */
  const isChanging = call.result === null || !takesResult(call) ? null : changing || panel === 'form';
  const giveAndClose = (given: GivenResult): void => {
    setChanging(false);
    give(given);
  };
  const pick = (match: Match): void => {
    actions.choose({ entity: match.entity, entityId: match.id, leadId: null });
    close();
  };
  /** Whoever hides their number cannot be looked up; what was said with them can still be somebody's. */
  const isNobody = who === null || (person.value !== null && person.value.contactOrCompany === null);
  const maySearch = isNobody && (!isWithheld || (takesResult(call) && call.endReason !== 'missed'));
  const isAmendable = call.log.state === 'logged' && call.log.pbx !== 'notAdded' && call.result !== null;
  /** What the CRM has of this very call, with its recording: the timeline leaves it out. */
  const recorded = call.log.state === 'logged' ? entryOfCall(person.value?.notes ?? [], call) : null;
  const block = (
    <>
      <CallBlock
        call={call}
        isChanging={isChanging}
        onChange={() => setChanging(!changing)}
        onAmend={isAmendable ? () => setPanel('amend') : null}
      >
        {call.state === 'ended' ? null : <CallPhone call={call} target={who} leadId={leadId} />}
        <NoteField ref={noteField} note={note} isClosed={call.log.state === 'logged'} />
        {panel === 'form' ? (
          <AfterCallForm call={call} target={null} onForm={form.onForm} onSave={give} onClose={close} />
        ) : null}
        {call.result !== null && isChanging !== true ? null : (
          <ResultPad
            call={call}
            choices={choices}
            onResult={giveAndClose}
            onForm={toggleForm}
            isFormOpen={panel === 'form'}
          />
        )}
        {asks.asking === null || call.result === null ? null : (
          <AskTime
            call={call}
            choice={asks.asking}
            target={who}
            leadId={leadId}
            actions={actions}
            onForm={toggleForm}
            onDone={asks.done}
          />
        )}
        <LogLine
          call={call}
          onUndo={actions.undo}
          onRetry={actions.retry}
          onCreate={() => setPanel('create')}
        />
        {recorded?.hasRecording === true && typeof recorded.id === 'number' ? (
          <RecordingPlayer noteId={recorded.id} length={recorded.duration} />
        ) : null}
        {call.result === null ? null : <WritesStrip of={{ callId: call.id }} />}
      </CallBlock>
      {call.log.state === 'logged' ? null : (
        <CallTarget call={call} currency={account.currency} actions={actions} />
      )}
      {isWithheld && isNobody && !maySearch ? <p className={css['quiet']}>{t('caller.anonymous')}</p> : null}
      <div className={css['actions']}>
        {maySearch ? (
          <Button onClick={() => setPanel('search')}>
            {t(call.chosen ? 'action.chooseContact' : 'account.searchForNumber')}
          </Button>
        ) : null}
        {call.chosen === null && call.callerName === null && !isWithheld ? (
          <Button onClick={() => setPanel('create')}>{t('action.createContact')}</Button>
        ) : null}
        {call.log.state === 'unlogged' ? (
          <Button keyHint="P" onClick={() => void window.api.pop.show({ callId: call.id })}>
            {t('action.showOnPop')}
          </Button>
        ) : null}
        {hasScripts ? (
          <Button keyHint="Shift+L" onClick={toggleScript}>
            {t('script.title')}
          </Button>
        ) : null}
        {isMovable ? (
          <Button keyHint="M" onClick={startMove}>
            {t('action.moveAccount')}
          </Button>
        ) : null}
      </div>
      {panel === 'search' ? (
        <SearchPanel
          call={call}
          firstText={call.number.e164 ?? call.number.display}
          currency={account.currency}
          onPick={pick}
          onClose={close}
        />
      ) : null}
      {panel === 'create' ? (
        <CreatePanel
          call={call}
          currency={account.currency}
          onPick={pick}
          onCreated={(created) => {
            onChange(created);
            close();
          }}
          onClose={close}
        />
      ) : null}
      {panel === 'amend' ? (
        <AmendCall
          call={call}
          choices={choices}
          who={who}
          leads={person.value?.leads ?? []}
          leadId={leadId}
          currency={account.currency}
          onDone={close}
        />
      ) : null}
      {panel === 'script' ? (
        <ScriptPanel {...{ call, script, target: who, leadId, note }} onClose={close} />
      ) : null}
      {panel === 'move' ? <MovePanel others={others} onMove={move} onClose={close} /> : null}
      <FailureLine failure={moveFailure} />
    </>
  );
  return (
    <PersonDetail
      who={who}
      person={person}
      account={account}
      navigate={navigate}
      marked={leadId === null ? null : { id: leadId, words: t('account.thisCall') }}
      onClose={navigate.close}
      call={{
        block,
        header: (
          <CallFacts call={call} owner={owner} dialling={dialling} onDial={onCall} onClose={navigate.close} />
        ),
        isSomebodys: who !== null || call.callerName !== null,
        noteField,
        onCall,
        dialling,
        more: [
          {
            label: t('action.chooseContact'),
            icon: ArrowLeftRight,
            onPick: () => setPanel('search'),
            begins: true,
          },
        ],
        earlier: (entries) => (call.log.state === 'logged' ? withoutCall(entries, call) : entries),
      }}
    />
  );
}
