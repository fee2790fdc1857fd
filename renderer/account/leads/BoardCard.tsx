import { memo } from 'react';
import type { LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import css from './LeadBoard.module.css';
import { priceWords, responsibleWords } from './leadWords.ts';
import { PendingBadge } from '../PendingBadge.tsx';

interface BoardCardProps {
  readonly lead: LeadRow;
  readonly currency: string;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly onPick: (lead: LeadRow) => void;
  readonly onOpen: (lead: LeadRow) => void;
  readonly onDrag: (lead: LeadRow | null) => void;
}

/** A deal on the board. Its button is the only one of the board that Tab reaches when it is the current one. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { lead, currency, isCurrent, isSelected, onPick, onDrag } = props;
  const { t, format } = useLanguage();
  const price = priceWords(t, format, lead.price, currency);
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
        <span className={css['price']}>{price}</span>
        <span className={css['who']} dir="auto">
          {clip(lead.contact ?? '', 80)}
        </span>
        <span className={css['who']} dir="auto">
          {responsibleWords(t, lead)}
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
