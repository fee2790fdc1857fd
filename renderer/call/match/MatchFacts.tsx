import type { Caller, Match } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import css from './MatchFacts.module.css';

interface MatchFactsProps {
  /** Null before a match was chosen: the lines are there and empty. */
  readonly match: Match | null;
  readonly freshness: Caller['freshness'];
}

/** Last contact, who is responsible, and how fresh this is; three lines, always. */
export function MatchFacts({ match, freshness }: MatchFactsProps) {
  const { t } = useLanguage();
  return (
    <dl className={css['facts']}>
      <dt>{t('caller.lastContact')}</dt>
      <dd>{match === null ? '' : <LastContact match={match} />}</dd>
      <dt>{t('caller.responsible')}</dt>
      <dd dir="auto">{match === null ? '' : <Responsible match={match} />}</dd>
      <dt className="visuallyHidden">{t('caller.source')}</dt>
      <dd className={css['freshness']} data-freshness={freshness}>
        {t(`caller.${freshness}`)}
      </dd>
    </dl>
  );
}

function LastContact({ match }: { readonly match: Match }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  if (match.lastContact === null) return t('caller.never');
  const { at, kind, text } = match.lastContact;
  const words = `${format.when(at, now)} · ${t(`caller.${kind}`)}`;
  return text === null ? words : `${words} · ${clip(text)}`;
}

function Responsible({ match }: { readonly match: Match }) {
  const { t } = useLanguage();
  if (match.responsible === null) return t('caller.nobody');
  const name = clip(match.responsible);
  return match.responsibleIsMe ? t('caller.me', { name }) : name;
}
