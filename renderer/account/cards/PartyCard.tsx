import { useCallback, useEffect, useState } from 'react';
import type { PartyCard as CardData } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { concerns } from '../../state/cardsChange.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { NewLead } from '../leads/NewLead.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import { TaskList } from '../tasks/TaskList.tsx';
import type { CardProps } from '../views.tsx';
import { CardDeals } from './CardDeals.tsx';
import { CardNotes } from './CardNotes.tsx';
import { EditParty } from './EditParty.tsx';
import { Freshness } from './Freshness.tsx';
import css from './PartyCard.module.css';
import { PartyFacts } from './PartyFacts.tsx';
import { useCard } from './useCard.ts';
import { useCardKeys } from './useCardKeys.ts';

type Panel = 'none' | 'edit' | 'note' | 'task' | 'deal';

/** A person or company with all an agent needs on a call; each step has its letter while the keyboard is in the card. */
export function PartyCard({ account, card: ref, navigate }: CardProps) {
  const { t } = useLanguage();
  const entity = ref.kind === 'company' ? 'company' : 'contact';
  const id = Number(ref.id);
  const read = useCallback(
    (refresh: boolean) => window.api.contacts.card({ entity, id, refresh }),
    [entity, id],
  );
  const {
    value: card,
    failure,
    refresh,
  } = useCard<CardData>(read, (changed) => concerns(changed, 'contacts', 'companies', 'leads', 'tasks'));
  const [panel, setPanel] = useState<Panel>('none');
  const [ask, openFailure] = useAsk();
  const party = card?.party ?? null;
  /** Made here and not in the CRM yet: there is no page of it to open. */
  const isNew = id < 0;
  const realId = isNew && party !== null && party.id > 0 ? party.id : null;
  useEffect(() => {
    if (realId !== null) navigate.peek({ kind: 'contact', id: realId });
  }, [realId, navigate]);
  const openInCrm = (): void => {
    ask(window.api.contacts.openInCrm({ callId: null, target: { entity, id } }));
  };
  const opens = (step: Panel) => (party === null ? null : () => setPanel(step));
  const [article, focusCard] = useCardKeys({
    e: opens('edit'),
    n: opens('note'),
    t: opens('task'),
    d: opens('deal'),
    o: party === null || isNew ? null : openInCrm,
  });
  const close = (): void => {
    setPanel('none');
    focusCard();
  };

  return (
    <article ref={article} className={css['card']}>
      <header className={css['head']}>
        <h2 dir="auto" className={css['name']} title={party === null ? undefined : clip(party.name, 600)}>
          {party === null ? t('card.nobody') : clip(party.name) || t('contacts.noName')}
        </h2>
        <Button look="quiet" keyHint="Esc" onClick={navigate.close}>
          {t('action.close')}
        </Button>
      </header>
      <div>
        {card === null ? (
          <output className={css['quiet']}>{failure === null ? t('app.loading') : ''}</output>
        ) : (
          <Freshness card={card} isNew={isNew} onRefresh={refresh} />
        )}
        <FailureLine failure={failure ?? openFailure} />
      </div>
      {card === null || party === null ? null : (
        <>
          {party.pending === null ? null : (
            <p className={css['pending']}>
              <PendingBadge pending={party.pending} />
            </p>
          )}
          <div className={css['actions']}>
            <Button keyHint="E" onClick={() => setPanel('edit')}>
              {t('card.edit')}
            </Button>
            <Button keyHint="N" onClick={() => setPanel('note')}>
              {t('card.note')}
            </Button>
            <Button keyHint="T" onClick={() => setPanel('task')}>
              {t('card.task')}
            </Button>
            <Button keyHint="D" onClick={() => setPanel('deal')}>
              {t('card.deal')}
            </Button>
            {isNew ? null : (
              <Button keyHint="O" onClick={openInCrm}>
                {t('action.openInCrm')}
              </Button>
            )}
          </div>
          {panel === 'edit' ? (
            <EditParty party={party} onClose={close} />
          ) : (
            <PartyFacts party={party} navigate={navigate} />
          )}
          <CardDeals leads={card.leads} account={account} navigate={navigate} />
          <TaskList
            account={account}
            tasks={card.tasks}
            target={{ entity, id }}
            isAdding={panel === 'task'}
            onAdd={() => setPanel('task')}
            onAdded={close}
          />
          <CardNotes card={card} about={party} isAdding={panel === 'note'} onClose={close} />
          {panel === 'deal' ? (
            <NewLead
              account={account}
              contact={{ entity, id, name: party.name }}
              pipelineId={null}
              onClose={close}
              onCreated={close}
            />
          ) : null}
        </>
      )}
    </article>
  );
}
