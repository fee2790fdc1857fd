import type { PopPreferences } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { firstWeekday, weekFrom } from '../../i18n/week.ts';
import { Field } from '../../ui/Field.tsx';
import css from './QuietHours.module.css';
import settingsCss from '../Settings.module.css';

type Hours = PopPreferences['quietHours'];

interface QuietHoursProps {
  readonly hours: Hours;
  readonly onChange: (changes: Partial<Hours>) => void;
}

/** When nothing pops up: from when to when, and on which days that begins. */
export function QuietHours({ hours, onChange }: QuietHoursProps) {
  const { t, locale } = useLanguage();
  return (
    <section className={settingsCss['source']} aria-labelledby="quiet">
      <h3 id="quiet">{t('quiet.title')}</h3>
      <label className={settingsCss['switch']}>
        <input
          type="checkbox"
          checked={hours.on}
          onChange={(event) => onChange({ on: event.target.checked })}
        />
        {t('quiet.on')}
      </label>
      <p className={settingsCss['quiet']}>{t('quiet.explain')}</p>
      {hours.on ? (
        <>
          <div className={css['times']}>
            {(['from', 'to'] as const).map((end) => (
              <Field
                key={end}
                label={t(`quiet.${end}`)}
                type="time"
                required
                value={hours[end]}
                // An unfinished time is empty: the saved one stays.
                onText={(time) => time !== '' && onChange({ [end]: time })}
              />
            ))}
          </div>
          <fieldset className={css['days']}>
            <legend>{t('quiet.days')}</legend>
            {weekFrom(firstWeekday(locale)).map((day) => (
              <label key={day}>
                <input
                  type="checkbox"
                  checked={hours.days.includes(day)}
                  onChange={(event) => {
                    const others = hours.days.filter((one) => one !== day);
                    onChange({
                      days: event.target.checked ? [...others, day].toSorted((a, b) => a - b) : others,
                    });
                  }}
                />
                {t(`quiet.day.${day}`)}
              </label>
            ))}
          </fieldset>
        </>
      ) : null}
    </section>
  );
}
