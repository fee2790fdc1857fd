import type { LeadCard } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import { DialNumber } from '../cards/DialNumber.tsx';
import { SideBlock } from '../person/SideBlock.tsx';
import type { CardProps } from '../viewProps.ts';
import css from './LeadCard.module.css';

interface LeadContactsProps extends Pick<CardProps, 'navigate'> {
  readonly contacts: LeadCard['contacts'];
}

/** Who is linked to a deal; each opens its own card. */
export function LeadContacts({ contacts, navigate }: LeadContactsProps) {
  const { t } = useLanguage();
  return (
    <SideBlock title={t('deals.contacts')}>
      {contacts.length === 0 ? <p className={css['quiet']}>{t('deals.noContacts')}</p> : null}
      <ul>
        {contacts.map(({ entity, id, name, phone }) => (
          <li key={`${entity} ${id}`} className={css['person']}>
            <button
              type="button"
              className={css['contact']}
              onClick={() => navigate.open({ kind: entity, id })}
            >
              <Face of={faceOf({ entity, id, name: name ?? '' })} />
              <span className={css['name']} dir="auto">
                {clip(name ?? '') || t('deals.someContact', { id })}
              </span>
              <span className={css['phone']} dir="ltr">
                {clip(phone, 60)}
              </span>
            </button>
            {phone === '' ? null : <DialNumber number={phone} what={clip(phone, 60)} />}
          </li>
        ))}
      </ul>
    </SideBlock>
  );
}
