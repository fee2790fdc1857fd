import { useCallback, useEffect, useState } from 'react';
import type { ContactOrCompanyCard as CardData } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { concerns } from '../../state/cardsChange.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { NewLead } from '../leads/NewLead.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import { TaskList } from '../tasks/TaskList.tsx';
import type { CardProps } from '../viewProps.ts';
import { CardDeals } from './CardDeals.tsx';
import { CardNotes } from './CardNotes.tsx';
import { EditContactOrCompany } from './EditContactOrCompany.tsx';
import { Freshness } from './Freshness.tsx';
import css from './ContactOrCompanyCard.module.css';
import { ContactOrCompanyFacts } from './ContactOrCompanyFacts.tsx';
import { useCard } from './useCard.ts';
import { useCardKeys } from './useCardKeys.ts';

type Panel = 'none' | 'edit' | 'note' | 'task' | 'deal';

/** A person or company with all an agent needs on a call; each step has its letter while the keyboard is in the card. */
export function ContactOrCompanyCard({ account, card: ref, navigate }: CardProps) {
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
  const contactOrCompany = card?.contactOrCompany ?? null;
  /** Made here and not in the CRM yet: there is no page of it to open. */
  const isNew = id < 0;
  const realId = isNew && contactOrCompany !== null && contactOrCompany.id > 0 ? contactOrCompany.id : null;
  useEffect(() => {
    if (realId !== null) navigate.peek({ kind: 'contact', id: realId });
  }, [realId, navigate]);
  const openInCrm = (): void => {
    ask(window.api.contacts.openInCrm({ callId: null, target: { entity, id } }));
  };
  const opens = (step: Panel) => (contactOrCompany === null ? null : () => setPanel(step));
  const [article, focusCard] = useCardKeys({
    e: opens('edit'),
    n: opens('note'),
    t: opens('task'),
    d: opens('deal'),
    o: contactOrCompany === null || isNew ? null : openInCrm,
  });
  const close = (): void => {
    setPanel('none');
    focusCard();
  };

  return (
    <article ref={article} className={css['card']}>
      <header className={css['head']}>
        <h2
          dir="auto"
          className={css['name']}
          title={contactOrCompany === null ? undefined : clip(contactOrCompany.name, 600)}
        >
          {contactOrCompany === null ? t('card.nobody') : clip(contactOrCompany.name) || t('contacts.noName')}
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
      {card === null || contactOrCompany === null ? null : (
        <>
          {contactOrCompany.pending === null ? null : (
            <p className={css['pending']}>
              <PendingBadge pending={contactOrCompany.pending} />
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
            <EditContactOrCompany contactOrCompany={contactOrCompany} onClose={close} />
          ) : (
            <ContactOrCompanyFacts contactOrCompany={contactOrCompany} navigate={navigate} />
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
          <CardNotes card={card} about={contactOrCompany} isAdding={panel === 'note'} onClose={close} />
          {panel === 'deal' ? (
            <NewLead
              account={account}
              contact={{ entity, id, name: contactOrCompany.name }}
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
