import {
  Banknote,
  CalendarPlus,
  ExternalLink,
  Milestone,
  NotebookPen,
  PencilLine,
  PhoneForwarded,
  type LucideIcon,
} from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LeadCard as Card } from '../../../preload/contract.ts';
import { useDial } from '../../call/useDial.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { concerns, type Changed } from '../../state/cardsChange.ts';
import { Banner } from '../../ui/Banner.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { useUnseenCall } from '../calls/unseen/useUnseenCall.tsx';
import { Freshness } from '../cards/Freshness.tsx';
import { useCard } from '../cards/useCard.ts';
import { useCardKeys } from '../cards/useCardKeys.ts';
import { PendingBadge } from '../PendingBadge.tsx';
import { NoteComposer } from '../person/NoteComposer.tsx';
import { PersonHeader, type HeaderStep } from '../person/PersonHeader.tsx';
import { PersonLayout } from '../person/PersonLayout.tsx';
import { TaskChecks } from '../person/TaskChecks.tsx';
import { Timeline } from '../person/Timeline.tsx';
import { withMoves } from '../person/timelineModel.ts';
import { useMoves } from '../person/useMoves.ts';
import type { CardProps } from '../viewProps.ts';
import css from './LeadCard.module.css';
import { LeadContacts } from './LeadContacts.tsx';
import { LeadEdits, type LeadStep } from './LeadEdits.tsx';
import { LeadFacts, LeadLine } from './LeadFacts.tsx';

/** A deal with all that belongs to it, and what can be done about it; each step has its letter while the keyboard is in the card. */
export function LeadCard({ account, card: { id }, navigate }: CardProps) {
  const { t } = useLanguage();
  const leadId = Number(id);
  const read = useCallback((refresh: boolean) => window.api.leads.card({ leadId, refresh }), [leadId]);
  const { value: card, failure, refresh } = useCard<Card>(read, (changed) => isAbout(leadId, changed));
  const lead = card?.lead ?? null;
  const moves = useMoves(lead === null ? [] : [lead], card?.freshness ?? null);
  const [step, setStep] = useState<LeadStep>('none');
  const [ask, openFailure] = useAsk();

  // A deal made here has its own id once the CRM has it.
  const realId = leadId < 0 && lead !== null && lead.id > 0 ? lead.id : null;
  useEffect(() => {
    if (realId !== null) navigate.peek({ kind: 'lead', id: realId });
  }, [realId, navigate]);

  const isClosedToUs = card?.freshness === 'gone' || card?.freshness === 'forbidden';
  const canWrite = lead !== null && !isClosedToUs;
  const isInCrm = lead !== null && lead.id > 0;
  const openInCrm = (): void => {
    if (lead !== null) ask(window.api.leads.openInCrm({ callId: null, leadId: lead.id }));
  };
  const note = useRef<HTMLTextAreaElement>(null);
  const dialling = useDial();
  const number = card?.contacts.find(({ phone }) => phone !== '')?.phone ?? null;
  const onCall = number === null ? null : () => dialling.dial(number);
  const unseen = useUnseenCall(navigate);
  const logUnseen = (): void => {
    if (card === null || lead === null) return;
    const targetOf = ({ entity, id: entityId }: (typeof card.contacts)[number]) => ({
      entity,
      entityId,
      leadId: lead.id,
    });
    const [main] = card.contacts;
    unseen.open({
      name: lead.name,
      numbers: card.contacts.flatMap((one) =>
        one.phone === ''
          ? []
          : [{ number: one.phone, words: `${clip(one.name ?? '')} ${one.phone}`, target: targetOf(one) }],
      ),
      target: main === undefined ? null : targetOf(main),
      typed: '',
    });
  };
  const opens = (what: LeadStep) => (canWrite ? () => setStep(what) : null);
  const stepOf = (what: LeadStep, label: string, icon: LucideIcon, keyHint: string): HeaderStep => ({
    label,
    icon,
    keyHint,
    onPick: () => setStep(what),
  });
  const steps: readonly HeaderStep[] = canWrite
    ? [stepOf('stage', t('deals.move'), Milestone, 'M'), stepOf('price', t('deals.editPrice'), Banknote, 'P')]
    : [];
  const more: readonly HeaderStep[] = [
    ...(canWrite
      ? [
          stepOf('name', t('deals.editName'), PencilLine, 'E'),
          { label: t('card.note'), icon: NotebookPen, keyHint: 'N', onPick: () => note.current?.focus() },
          stepOf('task', t('card.task'), CalendarPlus, 'T'),
        ]
      : []),
    ...(isInCrm
      ? [
          { label: t('unseen.title'), icon: PhoneForwarded, keyHint: 'L', onPick: logUnseen },
          { label: t('action.openInCrm'), icon: ExternalLink, keyHint: 'O', onPick: openInCrm, begins: true },
        ]
      : []),
  ];
  const [article, focusCard] = useCardKeys({
    m: opens('stage'),
    p: opens('price'),
    e: opens('name'),
    t: opens('task'),
    n: canWrite ? () => note.current?.focus() : null,
    o: isInCrm ? openInCrm : null,
    c: onCall,
    l: isInCrm ? logUnseen : null,
  });
  const close = (): void => {
    setStep('none');
    focusCard();
  };

  return (
    <PersonLayout
      ref={article}
      header={
        <PersonHeader
          face={{ kind: 'deal' }}
          name={lead === null ? t('deals.detail') : lead.name || t('contacts.noName')}
          tags={card?.tags ?? []}
          line={
            lead === null ? null : (
              <LeadLine lead={lead} currency={account.currency} lossReason={card?.lossReason ?? null} />
            )
          }
          onCall={onCall}
          dialling={dialling}
          steps={steps}
          more={more}
          onClose={navigate.close}
        />
      }
      notice={
        <div className={css['notice']}>
          {card === null && failure === null ? (
            <output className={css['quiet']}>{t('app.loading')}</output>
          ) : null}
          <FailureLine failure={failure ?? openFailure} />
          {card === null ? null : <Trouble card={card} />}
          <PendingBadge pending={lead?.pending ?? null} />
          {unseen.shown}
        </div>
      }
      side={
        card === null || lead === null ? null : (
          <>
            {canWrite ? (
              <LeadEdits key={lead.id} lead={lead} account={account} step={step} onClose={close} />
            ) : null}
            <LeadContacts contacts={card.contacts} navigate={navigate} />
            <TaskChecks
              account={account}
              tasks={card.tasks}
              target={canWrite ? { entity: 'lead', id: lead.id } : null}
              isAdding={step === 'task'}
              onAdd={() => setStep('task')}
              onAdded={close}
            />
            <LeadFacts lead={lead} tellsWhose={!canWrite} />
            {isInCrm && !isClosedToUs ? <Freshness card={card} isNew={false} onRefresh={refresh} /> : null}
          </>
        )
      }
    >
      {card === null || lead === null ? null : (
        <>
          {canWrite ? (
            <NoteComposer
              about={{ entity: 'lead', id: lead.id }}
              field={note}
              placeholder={t('person.noteHere')}
              onTask={() => setStep('task')}
              onSaved={focusCard}
            />
          ) : null}
          {isClosedToUs && card.notes === null ? null : (
            <Timeline entries={withMoves(card.notes, moves)} freshness={card.freshness} namesDeals={false} />
          )}
        </>
      )}
    </PersonLayout>
  );
}

/** Whether a deal's card may show something else now. */
function isAbout(leadId: number, changed: Changed): boolean {
  if (concerns(changed, 'tasks')) return true;
  // One the CRM has not got may come back under its own id, which is not known here.
  if (leadId < 0 || changed === 'many') return concerns(changed, 'leads');
  return changed.leads.includes(leadId);
}

/** Why the card is not what the CRM holds now, where that matters to what can be done. */
function Trouble({ card }: { readonly card: Card }) {
  const { t } = useLanguage();
  if (card.freshness === 'gone') return <Banner tone="bad">{t('deals.gone')}</Banner>;
  if (card.freshness === 'forbidden') {
    return (
      <Banner tone="warn">
        {t('deals.forbidden')} {card.lead === null ? null : t('deals.forbiddenCopy')}
      </Banner>
    );
  }
  if (card.lead !== null) {
    return card.lead.id < 0 ? <Banner tone="plain">{t('deals.local')}</Banner> : null;
  }
  if (card.freshness === 'asking') return <output className={css['quiet']}>{t('card.from.asking')}</output>;
  return (
    <Banner tone="warn">
      {t('deals.notHere')}{' '}
      {card.failure === null ? null : t('failure.sentence', { reason: t(`failure.${card.failure}`) })}
    </Banner>
  );
}
