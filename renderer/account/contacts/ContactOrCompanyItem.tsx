import { memo } from 'react';
import type { ContactOrCompanyRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import { StagePill } from '../../ui/StagePill.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import css from './ContactOrCompanyItem.module.css';

/** One person or company of a list: who, from where, the stage of their deal; or what of them is still on its way. */
export const ContactOrCompanyItem = memo(function ContactOrCompanyItem({
  contactOrCompany,
}: {
  readonly contactOrCompany: ContactOrCompanyRow;
}) {
  const { t } = useLanguage();
  const { name, company, phone, responsible, responsibleIsMe, deal, pending } = contactOrCompany;
  const whose = responsibleIsMe || responsible === null ? '' : clip(responsible, 40);
  return (
    <div className={css['line']}>
      <Face of={faceOf(contactOrCompany)} />
      <span className={css['words']}>
        <span className={css['name']} dir="auto">
          {clip(name, 120) || t('contacts.noName')}
        </span>
        <span className={css['from']}>
          <span dir="auto">{clip(company?.name ?? '', 80)}</span>
          <span dir="ltr">{clip(phone, 40)}</span>
          <span dir="auto">{whose}</span>
        </span>
      </span>
      <span className={css['state']}>
        {pending === null ? (
          deal !== null && (
            <StagePill stage={clip(deal.stage ?? t('deals.unknownStage'), 60)} colour={deal.colour} />
          )
        ) : (
          <PendingBadge pending={pending} />
        )}
      </span>
    </div>
  );
});
