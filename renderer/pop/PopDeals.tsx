import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { Lead } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { StagePill } from '../ui/StagePill.tsx';
import css from './PopDeals.module.css';
import { choiceLetter } from './popKeys.ts';

interface PopDealsProps {
  readonly leads: readonly Lead[];
  /** How many have room. */
  readonly rows: number;
  /** The deal the call is saved to, null for the contact only. */
  readonly chosenLead: number | null;
  readonly currency: string;
  /** Letters choose the caller here: the rows have none of their own. */
  readonly hasKeys: boolean;
  readonly onPick: (leadId: number | null) => void;
  readonly onOpen: (leadId: number) => void;
}

/**
 * The open deals: the marked one is where the call is saved, marked again it is the contact only. As many rows as there is room for,
 * whatever there is to show; the others by one key.
 */
export function PopDeals({ leads, rows, chosenLead, currency, hasKeys, onPick, onOpen }: PopDealsProps) {
  const { t } = useLanguage();
  const [first, setFirst] = useState(0);
  const at = leads.findIndex(({ id }) => id === chosenLead);
  // The chosen one is always in sight, until the agent turns the page.
  const [followed, setFollowed] = useState(chosenLead);
  if (followed !== chosenLead) {
    setFollowed(chosenLead);
    if (at >= 0 && (at < first || at >= first + rows)) setFirst(Math.floor(at / rows) * rows);
  }
  const from = first < leads.length ? first : 0;
  const shown = leads.slice(from, from + rows);
  const hidden = leads.length - shown.length;
  return (
    <div className={css['deals']} data-zone="deals" style={{ height: rows * 28 + 8 }}>
      {leads.length === 0 ? <p className={css['none']}>{t('lead.none')}</p> : null}
      <ul aria-label={t('lead.list')}>
        {shown.map((lead, index) => (
          <li key={lead.id} className={css['row']}>
            <DealButton
              lead={lead}
              isChosen={lead.id === chosenLead}
              keyHint={hasKeys && from + index < 3 ? choiceLetter(from + index) : undefined}
              currency={currency}
              onPick={onPick}
            />
            {hidden > 0 && index === shown.length - 1 ? (
              <button
                type="button"
                className={css['more']}
                title={t('lead.more', { count: hidden })}
                aria-keyshortcuts="X"
                data-more-deals=""
                onClick={() => setFirst(from + rows < leads.length ? from + rows : 0)}
              >
                +{hidden}
                <Kbd>X</Kbd>
              </button>
            ) : (
              <button
                type="button"
                className={css['open']}
                aria-label={t('lead.open', { name: clip(lead.name) })}
                title={t('lead.open', { name: clip(lead.name) })}
                onClick={() => onOpen(lead.id)}
              >
                <Icon of={ExternalLink} size={14} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface DealButtonProps extends Pick<PopDealsProps, 'currency' | 'onPick'> {
  readonly lead: Lead;
  readonly isChosen: boolean;
  readonly keyHint: string | undefined;
}

function DealButton({ lead, isChosen, keyHint, currency, onPick }: DealButtonProps) {
  const { t, format } = useLanguage();
  const name = clip(lead.name);
  return (
    <button
      type="button"
      className={css['deal']}
      aria-pressed={isChosen}
      aria-keyshortcuts={keyHint}
      title={t('lead.logTo', { name })}
      onClick={() => onPick(isChosen ? null : lead.id)}
    >
      <span className={css['radio']} />
      <span className={css['name']} dir="auto">
        {name}
      </span>
      <span className={css['price']} data-none={lead.price === null}>
        {lead.price === null ? '' : format.money(lead.price, currency)}
      </span>
      <span className={css['stage']}>
        <StagePill stage={clip(lead.stage)} colour={lead.stageColour} />
      </span>
      {keyHint === undefined ? null : <Kbd>{keyHint}</Kbd>}
    </button>
  );
}
