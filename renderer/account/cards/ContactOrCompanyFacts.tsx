import type { ContactOrCompanyCard } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { Navigate } from '../useNavigation.ts';
import { CopyText } from './CopyText.tsx';
import { DialNumber } from './DialNumber.tsx';
import css from './ContactOrCompanyFacts.module.css';

interface ContactOrCompanyFactsProps {
  readonly contactOrCompany: NonNullable<ContactOrCompanyCard['contactOrCompany']>;
  readonly navigate: Navigate;
}

/** Most rows of one fact that are shown; nobody has more and means it. */
const MOST = 30;

/** Numbers, addresses, company or people, whose, tags. */
export function ContactOrCompanyFacts({ contactOrCompany, navigate }: ContactOrCompanyFactsProps) {
  const { t } = useLanguage();
  const { phones, emails, company, responsible, responsibleIsMe, tags, contacts } = contactOrCompany;
  const whose = responsible === null ? t('caller.nobody') : clip(responsible, 80);
  return (
    <dl className={css['facts']}>
      <dt>{t('card.phones')}</dt>
      <dd>
        {phones.length === 0 ? (
          <span className={css['none']}>{t('card.noPhone')}</span>
        ) : (
          <ul>
            {phones.slice(0, MOST).map(({ value, display, e164, kind }, index) => (
              // Two numbers of one field share its value.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${index} ${value}`} className={css['line']}>
                <span dir="ltr" className={css['number']}>
                  {clip(display, 60)}
                </span>
                <span className={css['kind']}>{kindWords(t, kind)}</span>
                <DialNumber number={e164 ?? display} what={clip(display, 60)} />
                <CopyText text={e164 ?? value} what={clip(display, 60)} />
              </li>
            ))}
          </ul>
        )}
      </dd>
      {emails.length === 0 ? null : (
        <>
          <dt>{t('card.email')}</dt>
          <dd>
            <ul>
              {emails.slice(0, MOST).map((email) => (
                <li key={email} className={css['line']}>
                  <span dir="ltr" className={css['number']}>
                    {clip(email, 100)}
                  </span>
                  <CopyText text={email} what={clip(email, 100)} />
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {company === null ? null : (
        <>
          <dt>{t('caller.company')}</dt>
          <dd>
            <button
              type="button"
              dir="auto"
              className={css['link']}
              onClick={() => navigate.open({ kind: 'company', id: company.id })}
            >
              {clip(company.name ?? '') || t('contacts.noName')}
            </button>
          </dd>
        </>
      )}
      {contacts.length === 0 ? null : (
        <>
          <dt>{t('card.people')}</dt>
          <dd>
            <ul>
              {contacts.map(({ id, name, phone }) => (
                <li key={id} className={css['line']}>
                  <button
                    type="button"
                    dir="auto"
                    className={css['link']}
                    onClick={() => navigate.open({ kind: 'contact', id })}
                  >
                    {clip(name) || t('contacts.noName')}
                  </button>
                  <span dir="ltr" className={css['kind']}>
                    {clip(phone, 40)}
                  </span>
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt>{t('caller.responsible')}</dt>
      <dd dir="auto">{responsibleIsMe ? t('caller.me', { name: whose }) : whose}</dd>
      {tags.length === 0 ? null : (
        <>
          <dt>{t('card.tags')}</dt>
          <dd>
            <ul className={css['tags']}>
              {tags.slice(0, MOST).map((tag) => (
                <li key={tag} dir="auto">
                  {clip(tag, 40)}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
}

const kinds = {
  WORK: 'card.kind.work',
  WORKDD: 'card.kind.work',
  MOB: 'card.kind.mobile',
  FAX: 'card.kind.fax',
  HOME: 'card.kind.home',
} as const;

/** The CRM's kinds of numbers in words; one of the account's own has none here. */
function kindWords(t: ReturnType<typeof useLanguage>['t'], kind: string | null): string {
  const known = Object.entries(kinds).find(([code]) => code === kind)?.[1];
  return known === undefined ? '' : t(known);
}
