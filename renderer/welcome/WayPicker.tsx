import { ChevronRight } from 'lucide-react';
import type { SignInWay } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './WayPicker.module.css';

interface WayPickerProps {
  readonly way: SignInWay;
  readonly onPick: (way: SignInWay) => void;
}

const ways = ['browser', 'relay', 'code', 'token'] as const satisfies readonly SignInWay[];

/** When the chosen way is right, and the other ones folded under it. */
export function WayPicker({ way, onPick }: WayPickerProps) {
  const { t } = useLanguage();
  return (
    <div className={css['way']}>
      <p className={css['for']}>{t(`way.${way}For`)}</p>
      <details>
        <summary>
          <Icon of={ChevronRight} size={14} />
          {t('way.others')}
        </summary>
        <fieldset className={css['ways']}>
          <legend className="visuallyHidden">{t('way.choose')}</legend>
          {ways.map((each) => (
            <label key={each} className={css['name']}>
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
        </fieldset>
      </details>
    </div>
  );
}
