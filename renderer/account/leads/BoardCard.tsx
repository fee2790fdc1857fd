import { memo } from 'react';
import type { Account, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import css from './BoardCard.module.css';
import { NextTask } from './NextTask.tsx';
import { priceWords, responsibleWords } from './leadWords.ts';
import { PendingBadge } from '../PendingBadge.tsx';

interface BoardCardProps {
  readonly lead: LeadRow;
  readonly account: Pick<Account, 'currency' | 'timezone' | 'clockAhead' | 'userId'>;
  /** Deals of everybody are shown: each says whose it is. */
  readonly saysWhose: boolean;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly onPick: (lead: LeadRow) => void;
  readonly onOpen: (lead: LeadRow) => void;
  readonly onDrag: (lead: LeadRow | null) => void;
}

/** A deal on the board. Its button is the only one of the board that Tab reaches when it is the current one. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { lead, account, isCurrent, isSelected, onPick, onDrag } = props;
  const { t, format } = useLanguage();
  const price = priceWords(t, format, lead.price, account.currency);
  return (
    <li className={css['card']}>
      <button
        type="button"
        className={css['open']}
        tabIndex={isCurrent ? 0 : -1}
        data-current={isCurrent}
        data-lead={lead.id}
        aria-current={isSelected}
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight M"
        aria-describedby="deal-keys"
        {...(isCurrent ? { 'data-main-list': '' } : {})}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          // Something must be carried for the drag to begin; nobody outside has a use for a name.
          event.dataTransfer.setData('text/plain', '');
          onDrag(lead);
        }}
        onDragEnd={() => onDrag(null)}
        onClick={() => onPick(lead)}
        onDoubleClick={() => props.onOpen(lead)}
      >
        <span className={css['name']} dir="auto">
          {clip(lead.name)}
        </span>
        <span className={css['person']}>
          {lead.contactRef === null ? null : (
            <Face of={faceOf({ ...lead.contactRef, name: lead.contact ?? '' })} size={20} />
          )}
          <span className={css['who']} dir="auto">
            {clip(lead.contact ?? '', 80)}
          </span>
          {props.saysWhose ? <Whose lead={lead} /> : null}
        </span>
        <span className={css['foot']}>
          <b className={css['price']}>{price}</b>
          <NextTask lead={lead} account={account} />
        </span>
        {lead.pending === null ? null : (
          <span className={css['pending']}>
            <PendingBadge pending={lead.pending} />
          </span>
        )}
      </button>
    </li>
  );
});

/** Whose it is: a face, the name in its tooltip and for screen readers. */
function Whose({ lead }: { readonly lead: LeadRow }) {
  const { t } = useLanguage();
  const name = responsibleWords(t, lead);
  return (
    <span className={css['whose']} title={name}>
      <span className="visuallyHidden">{name}</span>
      <Face
        of={
          lead.responsibleId === null
            ? { kind: 'unknown' }
            : { kind: 'person', id: lead.responsibleId, name: lead.responsible ?? '' }
        }
        size={20}
      />
    </span>
  );
}
