import { Info, Mail, MapPin, Phone, Tag, UserRound, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { contactOrCompanyCardFields } from '../../../entities/contactOrCompany.ts';
import type { CardRow } from '../../../entities/field.ts';
import type { ContactOrCompanyCard } from '../../../preload/contract.ts';
import { PlaceWords } from '../../call/PlaceWords.tsx';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { usePhonePlace } from '../../state/phonePlaceStore.ts';
import { Face } from '../../ui/Face.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { CopyText } from '../cards/CopyText.tsx';
import { DialNumber } from '../cards/DialNumber.tsx';
import { phoneKindWords } from '../cards/phoneKindWords.ts';
import type { Navigate } from '../useNavigation.ts';
import css from './ContactFacts.module.css';
import { responsibleSentence } from './responsible.ts';
import { SideBlock } from './SideBlock.tsx';

interface ContactFactsProps {
  readonly contactOrCompany: NonNullable<ContactOrCompanyCard['contactOrCompany']>;
  readonly navigate: Pick<Navigate, 'open'>;
}

type FieldName = keyof typeof contactOrCompanyCardFields;

/** By how a field is shown; one that is shown in a new way does not compile. */
const icons: Readonly<Record<CardRow['look'], LucideIcon>> = { mail: Mail, tags: Tag, plain: Info };
// The compiler does not know that an object has no keys but its own.
const fieldNames = Object.keys(contactOrCompanyCardFields) as readonly FieldName[];

const textsOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value].filter((text) => text !== '') : value;

/** Most rows of one fact that are shown; nobody has more and means it. */
const MOST = 30;

/** How to reach them, whose they are, and the people of a company. */
export function ContactFacts({ contactOrCompany, navigate }: ContactFactsProps) {
  const { t } = useLanguage();
  const { phones, contacts } = contactOrCompany;
  const place = usePhonePlace(phones[0]?.e164 ?? null);
  return (
    <>
      <SideBlock title={t('person.contact')}>
        <ul className={css['facts']}>
          {phones.length === 0 ? (
            <Fact of={Phone}>
              <span className={css['none']}>{t('card.noPhone')}</span>
            </Fact>
          ) : null}
          {phones.slice(0, MOST).map(({ value, display, e164, kind }, index) => (
            // Two numbers of one field share its value.
            // oxlint-disable-next-line react/no-array-index-key
            <Fact key={`${index} ${value}`} of={Phone}>
              <span dir="ltr" className={css['value']} title={phoneKindWords(t, kind)}>
                {clip(display, 60)}
              </span>
              <span className={css['steps']}>
                <DialNumber number={e164 ?? display} what={clip(display, 60)} />
                <CopyText text={e164 ?? value} what={clip(display, 60)} />
              </span>
            </Fact>
          ))}
          {place === null || (place.place === null && place.timezone === null) ? null : (
            <Fact of={MapPin}>
              <span dir="auto" className={css['value']}>
                <PlaceWords place={place} />
              </span>
            </Fact>
          )}
          {fieldNames.map((name) => (
            <Texts
              key={name}
              of={icons[contactOrCompanyCardFields[name].card.look]}
              row={contactOrCompanyCardFields[name].card}
              texts={textsOf(contactOrCompany[name])}
            />
          ))}
          <Fact of={UserRound}>
            <span dir="auto" className={css['value']}>
              {responsibleSentence(t, contactOrCompany)}
            </span>
          </Fact>
        </ul>
      </SideBlock>
      {contacts.length === 0 ? null : (
        <SideBlock title={t('card.people')} label={`${t('card.people')}: ${contactOrCompany.name}`}>
          <ul className={css['facts']}>
            {contacts.map(({ id, name, phone }) => (
              <li key={id} className={css['person']}>
                <button
                  type="button"
                  className={css['open']}
                  onClick={() => navigate.open({ kind: 'contact', id })}
                >
                  <Face of={{ kind: 'person', id, name }} />
                  <span className={css['name']} dir="auto">
                    {clip(name) || t('contacts.noName')}
                  </span>
                  <span className={css['number']} dir="ltr">
                    {clip(phone, 40)}
                  </span>
                </button>
                {phone === '' ? null : <DialNumber number={phone} what={clip(phone, 40)} />}
              </li>
            ))}
          </ul>
        </SideBlock>
      )}
    </>
  );
}

interface TextsProps {
  readonly of: LucideIcon;
  readonly row: CardRow;
  readonly texts: readonly string[];
}

/** What a field of the entity says: a line each to be copied, else all in one; nothing without any. */
function Texts({ of, row, texts }: TextsProps) {
  const { t } = useLanguage();
  const shown = texts.slice(0, MOST).map((text) => clip(text, 100));
  if (shown.length === 0) return null;
  if (row.look !== 'mail') {
    return (
      <Fact of={of}>
        <span dir="auto" className={css['value']} title={t(row.label)}>
          <span className="visuallyHidden">{t(row.label)}: </span>
          {shown.join(', ')}
        </span>
      </Fact>
    );
  }
  return shown.map((text, index) => (
    <Fact key={text} of={of}>
      <span dir="auto" className={css['value']} title={t(row.label)}>
        {text}
      </span>
      <span className={css['steps']}>
        <CopyText text={texts[index] ?? text} what={text} />
      </span>
    </Fact>
  ));
}

/** One line of facts under its drawing. */
export function Fact({ of, children }: { readonly of: LucideIcon; readonly children: ReactNode }) {
  return (
    <li className={css['fact']}>
      <Icon of={of} size={14} />
      {children}
    </li>
  );
}
