import { useLanguage } from '../../i18n/language.ts';
import { hueOf } from '../../ui/faces.ts';
import { Icon } from '../../ui/Icon.tsx';
import { drawingOf, PHONES_TO_CHOOSE, phoneWords, type PhoneName } from './phones.ts';
import css from './PhonePicker.module.css';

interface PhonePickerProps {
  readonly picked: PhoneName;
  /** Those that are installed here. */
  readonly found: readonly PhoneName[];
  readonly onPick: (name: PhoneName) => void;
}

/** The phones with a face each; native radios, so that the arrows go through them. What is installed here comes first. */
export function PhonePicker({ picked, found, onPick }: PhonePickerProps) {
  const { t } = useLanguage();
  const isHere = ([name]: (typeof PHONES_TO_CHOOSE)[number]): boolean => found.includes(name);
  const phones = [...PHONES_TO_CHOOSE.filter(isHere), ...PHONES_TO_CHOOSE.filter((phone) => !isHere(phone))];
  return (
    <fieldset className={css['phones']}>
      <legend>{t('connect.which')}</legend>
      <div className={css['faces']}>
        {phones.map(([name, kind], place) => (
          <label key={name} className={css['phone']}>
            <input
              type="radio"
              name="phone"
              value={name}
              className="visuallyHidden"
              checked={name === picked}
              onChange={() => onPick(name)}
            />
            <span className={css['face']} data-hue={hueOf(place + 1)}>
              <Icon of={drawingOf(kind)} size={20} />
            </span>
            <span className={css['name']}>{phoneWords(t, name)}</span>
            <small>{found.includes(name) ? t('connect.here') : t(`connect.kind.${kind}`)}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
