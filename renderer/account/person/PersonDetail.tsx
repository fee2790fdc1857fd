import { Briefcase, CalendarPlus, ExternalLink, NotebookPen, PencilLine, PhoneForwarded } from 'lucide-react';
import { useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Account, ContactOrCompanyCard, LeadNote } from '../../../preload/contract.ts';
import { useDial } from '../../call/useDial.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { faceOf } from '../../ui/faces.ts';
import { EditContactOrCompany } from '../cards/EditContactOrCompany.tsx';
import { Freshness } from '../cards/Freshness.tsx';
import { useUnseenCall } from '../calls/unseen/useUnseenCall.tsx';
import { useCardKeys } from '../cards/useCardKeys.ts';
import { NewLead } from '../leads/NewLead.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import type { Navigate } from '../useNavigation.ts';
import { ContactFacts } from './ContactFacts.tsx';
import { DealList } from './DealList.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { PersonHeader, type HeaderStep, type MenuStep } from './PersonHeader.tsx';
import { PersonLayout } from './PersonLayout.tsx';
import css from './PersonDetail.module.css';
import { TaskChecks } from './TaskChecks.tsx';
import { Timeline } from './Timeline.tsx';
import { withMoves } from './timelineModel.ts';
import { useMoves } from './useMoves.ts';
import type { PersonRef, usePerson } from './usePerson.ts';

type Panel = 'none' | 'edit' | 'task' | 'deal';

/** The call somebody is looked at for. */
export interface CallOfPerson {
  /** In the place of the note. */
  readonly block: ReactNode;
  /** Says who it was as long as the person is not known. */
  readonly header: ReactNode;
  /** Whether the number is somebody's: room is kept for what belongs to them. */
  readonly isSomebodys: boolean;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
  /** Calls the number of the call, null without one. */
  readonly onCall: (() => void) | null;
  readonly dialling: Pick<ReturnType<typeof useDial>, 'result' | 'failure'>;
  /** What else can be done with the call. */
  readonly more: readonly MenuStep[];
  /** What the CRM may have told about them without the call itself. */
  readonly earlier: (entries: readonly LeadNote[]) => readonly LeadNote[];
}

interface PersonDetailProps {
  /** Null while it is not known who it was; the call says what there is. */
  readonly who: PersonRef | null;
  readonly person: ReturnType<typeof usePerson>;
  readonly account: Account;
  readonly navigate: Navigate;
  readonly call?: CallOfPerson;
  /** The deal the call is about. */
  readonly marked?: { readonly id: number; readonly words: string } | null;
  /** Null where it stands in something that is closed by itself. */
  readonly onClose: (() => void) | null;
}

/** A person or company with all an agent needs; each step has its letter while the keyboard is in the card. */
export function PersonDetail(props: PersonDetailProps) {
  const { who, account, navigate, call, onClose } = props;
  const { value: card, failure, refresh } = props.person;
  const { t } = useLanguage();
  const whose = who === null ? '' : `${who.entity} ${who.id}`;
  const [panel, setPanel] = useState<Panel>('none');
  // What was begun about one is not about the other who was chosen for the call.
  const [begunFor, setBegunFor] = useState(whose);
  if (begunFor !== whose) {
    setBegunFor(whose);
    setPanel('none');
  }
  const [ask, openFailure] = useAsk();
  const note = useRef<HTMLTextAreaElement>(null);
  const known = card?.contactOrCompany ?? null;
  /** Made here and not in the CRM yet: there is no page of it to open. */
  const isNew = who !== null && who.id < 0;
  const number = numberOf(known);
  const ownDialling = useDial();
  const dialling = call?.dialling ?? ownDialling;
  const onCall = call ? call.onCall : number === null ? null : () => ownDialling.dial(number);
  const writeNote = (): void => (call?.noteField ?? note).current?.focus();
  const openInCrm = (): void => {
    if (who === null) return;
    ask(window.api.contacts.openInCrm({ callId: null, target: { ...who } }));
  };
  const unseen = useUnseenCall(navigate);
  const logUnseen = (): void => {
    if (known === null || who === null) return;
    const target = { entity: who.entity, entityId: who.id, leadId: null };
    unseen.open({
      name: known.name,
      numbers: known.phones.map(({ display, e164 }) => ({ number: e164 ?? display, words: display, target })),
      target,
      typed: '',
    });
  };
  /** A call is with somebody the CRM has; beside a call the list has the letter for itself. */
  const mayLogUnseen = known !== null && !isNew && !call;
  const steps: readonly HeaderStep[] = [
    { label: t('card.edit'), icon: PencilLine, keyHint: 'E', onPick: () => setPanel('edit') },
    { label: t('card.task'), icon: CalendarPlus, keyHint: 'T', onPick: () => setPanel('task') },
  ];
  const more: readonly MenuStep[] = [
    { label: t('card.note'), icon: NotebookPen, keyHint: 'N', onPick: writeNote },
    { label: t('card.deal'), icon: Briefcase, keyHint: 'D', onPick: () => setPanel('deal') },
    ...(mayLogUnseen
      ? [{ label: t('unseen.title'), icon: PhoneForwarded, keyHint: 'L', onPick: logUnseen }]
      : []),
    ...(call?.more ?? []),
    ...(isNew
      ? []
      : [
          { label: t('action.openInCrm'), icon: ExternalLink, keyHint: 'O', onPick: openInCrm, begins: true },
        ]),
  ];
  const opens = (what: Panel) => (known === null ? null : () => setPanel(what));
  const [article, focusCard] = useCardKeys({
    e: opens('edit'),
    t: opens('task'),
    d: opens('deal'),
    l: mayLogUnseen ? logUnseen : null,
    // The list a call stands beside has these two for it.
    n: known === null || call ? null : writeNote,
    o: known === null || isNew ? null : openInCrm,
    c: call ? null : onCall,
  });
  const close = (): void => {
    setPanel('none');
    focusCard();
  };

  return (
    <PersonLayout
      ref={article}
      top={call?.block}
      header={
        known === null && call ? (
          call.header
        ) : (
          <PersonHeader
            key={whose}
            face={known === null ? { kind: 'unknown' } : faceOf(known)}
            name={known === null ? t('card.nobody') : known.name || t('contacts.noName')}
            tags={known?.tags ?? []}
            line={known === null ? null : <Line contactOrCompany={known} navigate={navigate} />}
            onCall={onCall}
            dialling={dialling}
            steps={known === null ? [] : steps}
            more={known === null ? [] : more}
            onClose={onClose}
          />
        )
      }
      notice={
        <div className={css['notice']}>
          {card === null && !call ? (
            <output className={css['quiet']}>{failure === null ? t('app.loading') : ''}</output>
          ) : null}
          <FailureLine failure={failure ?? openFailure} />
          <PendingBadge pending={known?.pending ?? null} />
          {unseen.shown}
        </div>
      }
      side={
        call && !call.isSomebodys ? null : card === null || known === null || who === null ? (
          card && <Freshness card={card} isNew={isNew} onRefresh={refresh} />
        ) : (
          <>
            <DealList
              leads={card.leads}
              account={account}
              navigate={navigate}
              marked={props.marked ?? null}
              onAdd={() => setPanel('deal')}
            />
            <TaskChecks
              key={whose}
              account={account}
              tasks={card.tasks}
              target={who}
              isAdding={panel === 'task'}
              onAdd={() => setPanel('task')}
              onAdded={close}
            />
            {panel === 'edit' ? (
              <div data-own-keys="card">
                <EditContactOrCompany contactOrCompany={known} onClose={close} />
              </div>
            ) : (
              <ContactFacts contactOrCompany={known} navigate={navigate} />
            )}
            <Freshness card={card} isNew={isNew} onRefresh={refresh} />
          </>
        )
      }
    >
      {card === null || known === null || who === null ? null : (
        <>
          {call ? null : (
            <NoteComposer
              about={who}
              field={note}
              placeholder={
                known.name === ''
                  ? t('person.noteHere')
                  : t('person.noteAbout', { name: clip(firstWord(known), 40) })
              }
              onTask={() => setPanel('task')}
              onSaved={focusCard}
            />
          )}
          <Earlier key={whose} card={card} call={call} />
          {panel === 'deal' ? (
            <NewLead
              account={account}
              contact={{ ...who, name: known.name }}
              pipelineId={null}
              onClose={close}
              onCreated={close}
            />
          ) : null}
        </>
      )}
    </PersonLayout>
  );
}

/** What the CRM tells of them, and how their deals moved. */
function Earlier({
  card,
  call,
}: {
  readonly card: ContactOrCompanyCard;
  readonly call: CallOfPerson | undefined;
}) {
  const moves = useMoves(card.leads, card.freshness);
  const notes = card.notes === null || !call ? card.notes : call.earlier(card.notes);
  return (
    <Timeline
      entries={withMoves(notes, moves)}
      freshness={card.freshness}
      namesDeals={card.leads.length > 1}
    />
  );
}

type Known = NonNullable<ContactOrCompanyCard['contactOrCompany']>;

/** What "Call" dials: the first number there is. */
function numberOf(known: Known | null): string | null {
  const [first] = known?.phones ?? [];
  return first === undefined ? null : (first.e164 ?? first.display);
}

/** The company of a person leads to its card; of a company, its number of people says enough. */
function Line({
  contactOrCompany: { company, entity },
  navigate,
}: {
  readonly contactOrCompany: Known;
  readonly navigate: Navigate;
}) {
  const { t } = useLanguage();
  if (entity === 'company') return t('caller.company');
  if (company === null) return t('caller.noCompany');
  return (
    <button
      type="button"
      dir="auto"
      className={css['company']}
      onClick={() => navigate.open({ kind: 'company', id: company.id })}
    >
      {clip(company.name ?? '', 120) || t('contacts.noName')}
    </button>
  );
}

/** People are written about by their first word, companies by all of it. */
function firstWord({ entity, name }: Known): string {
  return entity === 'company' ? name : (name.trim().split(/\s+/u)[0] ?? name);
}
