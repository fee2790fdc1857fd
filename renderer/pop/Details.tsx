import type { ReactNode } from 'react';
import type { PopEntry } from '../../preload/contract.ts';
import type { CallActions } from '../call/useCallActions.ts';
import { leadOfCall } from '../call/match/leadOfCall.ts';
import { LeadList } from '../call/match/LeadList.tsx';
import { MatchFacts } from '../call/match/MatchFacts.tsx';
import { useLeads } from '../call/match/useLeads.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Translate } from '../../i18n/translate.ts';
import css from './Details.module.css';
import { shownEntity, type CallerView } from './popCaller.ts';
import { assertNever } from '../state/assertNever.ts';

interface DetailsProps {
  readonly entry: PopEntry;
  readonly view: CallerView;
  readonly actions: CallActions;
  /** Matches that came after the pop was shown: they take this room. */
  readonly children: ReactNode;
}

/** What is known of the caller, in a room of one size whatever there is to say. */
export function Details({ entry, view, actions, children }: DetailsProps) {
  const { t } = useLanguage();
  const { call, caller, account } = entry;
  const match = view.kind === 'known' || view.kind === 'possible' ? view.match : null;
  const leads = useLeads(call, match);
  const target = shownEntity(entry, view);
  if (children !== null) return <div className={css['details']}>{children}</div>;
  if (!target) return <p className={css['details']}>{sentence(t, view, caller.freshness)}</p>;
  return (
    <div className={css['details']}>
      <LeadList
        leads={leads}
        chosenLead={view.kind === 'possible' ? (call.chosen?.leadId ?? null) : leadOfCall(call, leads)}
        currency={account.currency}
        onPick={(leadId) => {
          actions.choose({ entity: target.entity, entityId: target.id, leadId });
        }}
        onOpen={actions.openLead}
      />
      <MatchFacts match={match} freshness={caller.freshness} />
    </div>
  );
}

function sentence(t: Translate, view: CallerView, freshness: PopEntry['caller']['freshness']): string {
  switch (view.kind) {
    case 'anonymous':
      return t('caller.anonymous');
    case 'internal':
      return t('caller.internalWhy');
    case 'featureCode':
      return t('caller.featureCodeWhy');
    case 'unknown':
      if (freshness === 'fresh') return t('caller.unknownFresh');
      return t(freshness === 'offline' ? 'caller.unknownOffline' : 'caller.unknownAsking');
    case 'several':
      return t('caller.severalDetails');
    case 'known':
    case 'possible':
      return '';
    default:
      return assertNever(view);
  }
}
