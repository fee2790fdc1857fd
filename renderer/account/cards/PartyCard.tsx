import { useCallback, useRef, useState } from 'react';
import type { PartyCard as CardData } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { isTextField, letterOf } from '../../ui/keyboard.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import type { CardProps } from '../views.tsx';
import { CardDeals } from './CardDeals.tsx';
import { CardNotes } from './CardNotes.tsx';
import { CardTasks } from './CardTasks.tsx';
import { EditParty } from './EditParty.tsx';
import { Freshness } from './Freshness.tsx';
import css from './PartyCard.module.css';
import { PartyFacts } from './PartyFacts.tsx';
import { PendingBadge } from './PendingBadge.tsx';
import { useCard } from './useCard.ts';

type Panel = 'none' | 'edit' | 'note' | 'task' | 'deal';
const panelKeys: Readonly<Record<string, Panel>> = { e: 'edit', n: 'note', t: 'task', d: 'deal' };

/** A person or company with all an agent needs on a call; each step has its letter while the keyboard is in the card. */
export function PartyCard({ account, card: ref, navigate }: CardProps) {
  const { t } = useLanguage();
  const entity = ref.kind === 'company' ? 'company' : 'contact';
  const id = Number(ref.id);
  const read = useCallback(
    (refresh: boolean) => window.api.contacts.card({ entity, id, refresh }),
    [entity, id],
  );
  const { card, failure, refresh } = useCard<CardData>(read);
  const [panel, setPanel] = useState<Panel>('none');
  const [ask, openFailure] = useAsk();
  /** The frame's own element around the card: the keyboard is on it when the card was just opened. */
  const frame = useRef<HTMLElement>(null);
  const close = (): void => {
    setPanel('none');
    frame.current?.focus();
  };
  const party = card?.party ?? null;
  /** The CRM has it: notes, tasks and deals need its id. */
  const isThere = id > 0 && party !== null;
  const openInCrm = (): void => {
    ask(window.api.contacts.openInCrm({ callId: null, target: { entity, id } }));
  };
  useKeyDown(frame, (event) => {
    if (isTextField(event.target) || !isThere || event.repeat) return;
    const letter = letterOf(event);
    const wanted = letter === null ? undefined : panelKeys[letter];
    if (letter === 'o') openInCrm();
    else if (wanted === undefined) return;
    else setPanel(wanted);
    event.preventDefault();
  });

  return (
    <article
      ref={(article) => {
        frame.current = article?.closest<HTMLElement>("[data-own-keys='card']") ?? null;
      }}
      className={css['card']}
    >
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
          <Freshness card={card} isNew={id < 0} onRefresh={refresh} />
        )}
        <FailureLine failure={failure ?? openFailure} />
      </div>
      {card === null || party === null ? null : (
        <>
          {party.pending === null ? null : (
            <p className={css['pending']}>
              <PendingBadge pending={party.pending} />
              {party.pending.failure === null ? null : <span>{t(`failure.${party.pending.failure}`)}</span>}
            </p>
          )}
          {isThere ? (
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
              <Button keyHint="O" onClick={openInCrm}>
                {t('action.openInCrm')}
              </Button>
            </div>
          ) : null}
          {panel === 'edit' ? (
            <EditParty party={party} onClose={close} />
          ) : (
            <PartyFacts party={party} navigate={navigate} />
          )}
          <CardDeals
            leads={card.leads}
            about={party}
            account={account}
            isAdding={panel === 'deal'}
            navigate={navigate}
            onClose={close}
          />
          <CardTasks
            tasks={card.tasks}
            about={party}
            account={account}
            isAdding={panel === 'task'}
            onClose={close}
          />
          <CardNotes card={card} about={party} isAdding={panel === 'note'} onClose={close} />
        </>
      )}
    </article>
  );
}
