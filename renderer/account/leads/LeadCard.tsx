import { useCallback, useEffect, useState } from 'react';
import type { LeadCard as Card } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { concerns, type Changed } from '../../state/cardsChange.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { CardNotes } from '../cards/CardNotes.tsx';
import { Freshness } from '../cards/Freshness.tsx';
import { useCard } from '../cards/useCard.ts';
import { useCardKeys } from '../cards/useCardKeys.ts';
import { PendingBadge } from '../PendingBadge.tsx';
import { TaskList } from '../tasks/TaskList.tsx';
import type { CardProps } from '../viewProps.ts';
import css from './LeadCard.module.css';
import { LeadContacts } from './LeadContacts.tsx';
import { LeadEdits, type LeadStep } from './LeadEdits.tsx';
import { LeadFacts } from './LeadFacts.tsx';

/** A deal with all that belongs to it, and what can be done about it; each step has its letter while the keyboard is in the card. */
export function LeadCard({ account, card: { id }, navigate }: CardProps) {
  const { t } = useLanguage();
  const leadId = Number(id);
  const read = useCallback((refresh: boolean) => window.api.leads.card({ leadId, refresh }), [leadId]);
  const { value: card, failure, refresh } = useCard<Card>(read, (changed) => isAbout(leadId, changed));
  const lead = card?.lead ?? null;
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
  const opens = (one: LeadStep) => (canWrite ? () => setStep(one) : null);
  const [article, focusCard] = useCardKeys({
    m: opens('stage'),
    p: opens('price'),
    e: opens('name'),
    n: opens('note'),
    t: opens('task'),
    o: isInCrm ? openInCrm : null,
  });
  const close = (): void => {
    setStep('none');
    focusCard();
  };

  return (
    <article ref={article} className={css['card']}>
      <header className={css['head']}>
        <h2 dir="auto" title={lead === null ? undefined : clip(lead.name, 600)}>
          {lead === null ? t('deals.detail') : clip(lead.name)}
        </h2>
        <Button look="quiet" keyHint="Esc" onClick={navigate.close}>
          {t('action.close')}
        </Button>
      </header>
      <div>
        {card === null && failure === null ? (
          <output className={css['quiet']}>{t('app.loading')}</output>
        ) : null}
        {card !== null && isInCrm && !isClosedToUs ? (
          <Freshness card={card} isNew={false} onRefresh={refresh} />
        ) : null}
        <FailureLine failure={failure ?? openFailure} />
      </div>
      {card === null ? null : <Trouble card={card} />}
      {card === null || lead === null ? null : (
        <>
          {lead.pending === null ? null : (
            <p className={css['actions']}>
              <PendingBadge pending={lead.pending} />
            </p>
          )}
          <div className={css['actions']}>
            {canWrite ? (
              <>
                <Button keyHint="M" onClick={() => setStep('stage')}>
                  {t('deals.move')}
                </Button>
                <Button keyHint="P" onClick={() => setStep('price')}>
                  {t('deals.editPrice')}
                </Button>
                <Button keyHint="N" onClick={() => setStep('note')}>
                  {t('card.note')}
                </Button>
                <Button keyHint="E" onClick={() => setStep('name')}>
                  {t('deals.editName')}
                </Button>
                <Button keyHint="T" onClick={() => setStep('task')}>
                  {t('card.task')}
                </Button>
              </>
            ) : null}
            {isInCrm ? (
              <Button keyHint="O" onClick={openInCrm}>
                {t('action.openInCrm')}
              </Button>
            ) : null}
          </div>
          <LeadFacts
            lead={lead}
            lossReason={card.lossReason}
            tags={card.tags}
            currency={account.currency}
            tellsWhose={!canWrite}
          />
          {canWrite ? (
            <LeadEdits key={lead.id} lead={lead} account={account} step={step} onClose={close} />
          ) : null}
          <LeadContacts contacts={card.contacts} navigate={navigate} />
          <TaskList
            account={account}
            tasks={card.tasks}
            target={canWrite ? { entity: 'lead', id: lead.id } : null}
            isAdding={step === 'task'}
            onAdd={() => setStep('task')}
            onAdded={close}
          />
          {isClosedToUs && card.notes === null ? null : (
            <CardNotes
              card={card}
              about={{ entity: 'lead', id: lead.id }}
              isAdding={canWrite && step === 'note'}
              onClose={close}
            />
          )}
        </>
      )}
    </article>
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
