import { useRef } from 'react';
import { Check } from 'lucide-react';
import type { Match } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { StagePill } from '../../ui/StagePill.tsx';
import { moveFocus } from '../../ui/moveFocus.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import css from './MatchList.module.css';

interface MatchListProps {
  readonly label: string;
  readonly matches: readonly Match[];
  /** The key on each row, by its place; none without it. */
  readonly keyOf?: (index: number) => string | undefined;
  readonly chosen?: { readonly entity: Match['entity']; readonly entityId: number } | null;
  readonly currency: string;
  /** One line a row instead of two, for many. */
  readonly compact?: boolean;
  readonly onPick: (match: Match) => void;
}

/** Contacts and companies to choose from, in the order they came; arrows move, Enter takes. */
export function MatchList({
  label,
  matches,
  keyOf,
  chosen,
  currency,
  compact = false,
  onPick,
}: MatchListProps) {
  const list = useRef<HTMLUListElement>(null);
  useKeyDown(list, moveFocus);
  return (
    <ul ref={list} aria-label={label} className={css['list']} data-compact={compact}>
      {matches.map((match, index) => (
        <li key={`${match.entity}:${match.id}`}>
          <MatchRow
            match={match}
            keyHint={keyOf?.(index)}
            isChosen={chosen?.entity === match.entity && chosen.entityId === match.id}
            currency={currency}
            compact={compact}
            onPick={onPick}
          />
        </li>
      ))}
    </ul>
  );
}

interface MatchRowProps {
  readonly match: Match;
  readonly keyHint: string | undefined;
  readonly isChosen: boolean;
  readonly currency: string;
  readonly compact: boolean;
  readonly onPick: (match: Match) => void;
}

function MatchRow({ match, keyHint, isChosen, currency, compact, onPick }: MatchRowProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const lead = match.leads[0];
  const last = match.lastContact;
  const by = last?.by ?? null;
  // Who spoke with them, and when, tells who is likely to be on the phone; then what there may be to speak about.
  const facts = [
    last === null ? null : [format.when(last.at, now), by?.isMe === true ? t('pop.you') : by?.name],
    match.company,
    lead?.name,
    lead && lead.price !== null ? format.money(lead.price, currency) : null,
    lead ? null : t('lead.none'),
  ].flat();
  return (
    <button
      type="button"
      className={css['row']}
      aria-pressed={isChosen}
      aria-keyshortcuts={keyHint}
      onClick={() => {
        onPick(match);
      }}
    >
      {compact ? null : <Face of={faceOf(match)} size={28} />}
      <span className={css['words']}>
        <span className={css['name']} dir="auto">
          {clip(match.name)}
        </span>
        <span className={css['facts']}>
          {clip(facts.filter((fact) => fact !== null && fact !== undefined).join(' · '))}
        </span>
      </span>
      {match.certainty === 'possible' ? <Badge tone="warn">{t('caller.possible')}</Badge> : null}
      {lead === undefined ? null : <StagePill stage={lead.stage} colour={lead.stageColour} />}
      {isChosen ? <Icon of={Check} /> : null}
      {keyHint === undefined ? null : <Kbd always>{keyHint}</Kbd>}
    </button>
  );
}
