import { memo } from 'react';
import type { ContactOrCompanyRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { PendingBadge } from '../PendingBadge.tsx';
import css from './ContactOrCompanyItem.module.css';

/** One person or company of a list: name, company, number, whose, and what is still on its way. */
export const ContactOrCompanyItem = memo(function ContactOrCompanyItem({
  contactOrCompany,
}: {
  readonly contactOrCompany: ContactOrCompanyRow;
}) {
  const { t } = useLanguage();
  const { name, company, phone, responsible, responsibleIsMe, pending } = contactOrCompany;
  return (
    <div className={css['line']}>
      <span className={css['name']} dir="auto">
        {clip(name, 120) || t('contacts.noName')}
      </span>
      <span className={css['phone']} dir="ltr">
        {clip(phone, 40)}
      </span>
      <span className={css['company']} dir="auto">
        {clip(company?.name ?? '', 80)}
      </span>
      <span className={css['whose']} dir="auto">
        {pending === null ? (
          responsibleIsMe || responsible === null ? (
            ''
          ) : (
            clip(responsible, 40)
          )
        ) : (
          <PendingBadge pending={pending} />
        )}
      </span>
    </div>
  );
});
