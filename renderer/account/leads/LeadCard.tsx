import { useEffect, useState } from 'react';
import type { LeadCard as Card, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { TaskList } from '../tasks/TaskList.tsx';
import type { CardProps } from '../views.tsx';
import css from './LeadCard.module.css';
import { LeadContacts } from './LeadContacts.tsx';
import { LeadFacts } from './LeadFacts.tsx';
import { LeadNotes } from './LeadNotes.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import { useLeadCard } from './useLeadCard.ts';

/** A deal with all that belongs to it, and what can be done about it. */
export function LeadCard({ account, card: { id }, navigate }: CardProps) {
  const { t } = useLanguage();
  const leadId = Number(id);
  const { value: card, failure } = useLeadCard(leadId);
  const lead = card?.lead ?? null;
  const [isAddingTask, setAddingTask] = useState(false);

  // A deal made here has its own id once the CRM has it.
  const realId = leadId < 0 && lead !== null && lead.id > 0 ? lead.id : null;
  useEffect(() => {
    if (realId !== null) navigate.peek({ kind: 'lead', id: realId });
  }, [realId, navigate]);

  if (card === null) {
    return failure === null ? (
      <output className={css['loading']}>{t('app.loading')}</output>
    ) : (
      <div className={css['loading']}>
        <FailureLine failure={failure} />
      </div>
    );
  }
  const isClosedToUs = card.freshness === 'gone' || card.freshness === 'forbidden';
  const canWrite = lead !== null && !isClosedToUs;
  return (
    <article className={css['card']}>
      <header className={css['head']}>
        <h2 dir="auto">{lead === null ? t('deals.detail') : clip(lead.name)}</h2>
        <Button look="quiet" keyHint="Esc" onClick={navigate.close}>
          {t('action.close')}
        </Button>
      </header>
      <Trouble card={card} />
      {lead === null ? null : (
        <>
          <Freshness card={card} />
          <PendingBadge pending={lead.pending} />
          <LeadFacts
            key={lead.id}
            lead={lead}
            lossReason={card.lossReason}
            tags={card.tags}
            account={account}
            canWrite={canWrite}
          />
          {lead.id > 0 ? <OpenInCrm lead={lead} /> : null}
          <LeadContacts contacts={card.contacts} navigate={navigate} />
          <TaskList
            account={account}
            tasks={card.tasks}
            target={canWrite ? { entity: 'lead', id: lead.id } : null}
            isAdding={isAddingTask}
            onAdd={() => setAddingTask(true)}
            onAdded={() => setAddingTask(false)}
          />
          {isClosedToUs && card.notes === null ? null : (
            <LeadNotes card={card} leadId={lead.id} canWrite={canWrite} />
          )}
        </>
      )}
    </article>
  );
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
  if (card.freshness === 'asking') return <output>{t('deals.fresh.asking')}</output>;
  return (
    <Banner tone="warn">
      {t('deals.notHere')}{' '}
      {card.failure === null ? null : t('failure.sentence', { reason: t(`failure.${card.failure}`) })}
    </Banner>
  );
}

function Freshness({ card: { freshness, failure } }: { readonly card: Card }) {
  const { t } = useLanguage();
  return (
    <output className={css['freshness']}>
      {freshness === 'offline'
        ? t('deals.fresh.offline', { reason: t(`failure.${failure ?? 'network'}`) })
        : null}
      {freshness === 'local' || freshness === 'forbidden' || freshness === 'gone'
        ? t('deals.fresh.local')
        : null}
      {freshness === 'asking' ? t('deals.fresh.asking') : null}
      {freshness === 'fresh' ? t('deals.fresh.fresh') : null}
    </output>
  );
}

function OpenInCrm({ lead }: { readonly lead: LeadRow }) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  return (
    <div className={css['actions']}>
      <Button onClick={() => ask(window.api.leads.openInCrm({ callId: null, leadId: lead.id }))}>
        {t('action.openInCrm')}
      </Button>
      <FailureLine failure={failure} />
    </div>
  );
}
