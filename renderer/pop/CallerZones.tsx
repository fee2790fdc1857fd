import type { Lead, Match, PopEntry, ShownField } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { LastWords, NextTask } from './CallerLines.tsx';
import { Choices } from './Choices.tsx';
import { dealsHeight, fieldsHeight, upperHeight, type PopLayout } from './layout.ts';
import { Nobody } from './Nobody.tsx';
import css from './Pop.module.css';
import type { CallerView } from './popCaller.ts';
import { PopDeals } from './PopDeals.tsx';
import { PopFields } from './PopFields.tsx';
import type { PopAction } from './popKeys.ts';

interface CallerZonesProps {
  readonly entry: PopEntry;
  readonly view: CallerView;
  readonly layout: PopLayout;
  /** Somebody is known or chosen, or only resembles. */
  readonly isSomebody: boolean;
  readonly match: Match | null;
  readonly choices: readonly Match[];
  /** Digits are results now, so letters are on the people. */
  readonly lettered: boolean;
  readonly leads: readonly Lead[];
  readonly leadId: number | null;
  readonly shownFields: readonly ShownField[];
  readonly onField: (field: ShownField) => void;
  readonly onPick: (match: Match) => void;
  readonly onLead: (id: number | null) => void;
  readonly onOpenLead: (id: number) => void;
  readonly perform: (action: PopAction) => void;
}

/** Between who is calling and the note: whom to choose from, what is due, fields, deals, and what was said last. */
export function CallerZones(props: CallerZonesProps) {
  const { entry, view, layout, isSomebody, match, choices, leads, leadId, perform } = props;
  const { t } = useLanguage();
  const people = (room: number) => (
    <Choices
      room={room}
      density={layout.density}
      entry={entry}
      choices={choices}
      lettered={props.lettered}
      onPick={props.onPick}
    />
  );
  if (!isSomebody && layout.people === 0) {
    const height = upperHeight(layout);
    return height === 0 ? null : (
      <div className={css['zone']} data-zone="nobody" style={{ height }}>
        <Nobody
          view={view}
          freshness={entry.caller.freshness}
          isEnded={entry.call.state === 'ended'}
          perform={perform}
        >
          {choices.length > 0 ? people(choices.length) : null}
        </Nobody>
      </div>
    );
  }
  return (
    <>
      {layout.people > 0 ? people(layout.people) : null}
      {layout.task ? <NextTask match={match} callId={entry.call.id} /> : null}
      {layout.fields > 0 && isSomebody ? (
        <PopFields
          shown={props.shownFields}
          chosen={(entry.fields ?? []).slice(0, layout.fields * 2)}
          height={fieldsHeight(layout)}
          onEdit={props.onField}
        />
      ) : null}
      {layout.deals === 0 ? null : isSomebody ? (
        <PopDeals
          leads={leads}
          rows={layout.deals}
          chosenLead={leadId}
          currency={entry.account.currency}
          hasKeys={choices.length === 0}
          onPick={props.onLead}
          onOpen={props.onOpenLead}
        />
      ) : (
        <p className={css['zone']} style={{ height: dealsHeight(layout) }}>
          {t('caller.severalDetails')}
        </p>
      )}
      {layout.words ? <LastWords match={match} onMore={() => perform({ do: 'past' })} /> : null}
    </>
  );
}
