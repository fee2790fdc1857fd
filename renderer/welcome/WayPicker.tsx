import type { SignInWay } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import css from './WayPicker.module.css';

interface WayPickerProps {
  readonly way: SignInWay;
  readonly onPick: (way: SignInWay) => void;
}

const ways = ['browser', 'relay', 'code', 'token'] as const satisfies readonly SignInWay[];

/** How to sign in, the usual way first; under the names, when the chosen one is right. */
export function WayPicker({ way, onPick }: WayPickerProps) {
  const { t } = useLanguage();
  return (
    <fieldset className={css['ways']}>
      <legend>{t('way.choose')}</legend>
      <div className={css['names']}>
        {ways.map((each) => (
          <label key={each} className={css['way']}>
            <input
              type="radio"
              name="way"
              value={each}
              checked={each === way}
              onChange={() => {
                onPick(each);
              }}
            />
            {t(`way.${each}`)}
          </label>
        ))}
      </div>
      <p className={css['for']}>{t(`way.${way}For`)}</p>
    </fieldset>
  );
}
