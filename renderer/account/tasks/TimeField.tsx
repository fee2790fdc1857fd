import type { Account } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useCrmNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { dueFormat, foreignZone } from './dueWords.ts';
import css from './TaskForms.module.css';
import { fieldOfTime, presetTime, taskPresets, timeOfField } from './taskPresets.ts';

interface TimeFieldProps {
  /** Whose clocks are meant. */
  readonly account: Pick<Account, 'timezone' | 'clockAhead'>;
  /** Unix ms; null while nothing whole is chosen. */
  readonly due: number | null;
  readonly onDue: (due: number | null) => void;
  /** Shows the digits that choose the presets. */
  readonly hasDigits?: boolean;
}

/** When something is due: the usual times in one press, or a day and a time by the account's clocks. */
export function TimeField({ account, due, onDue, hasDigits = false }: TimeFieldProps) {
  const { timezone, clockAhead } = account;
  const { t, locale } = useLanguage();
  const now = useCrmNow(account);
  const zone = foreignZone(timezone);
  return (
    <fieldset className={css['when']}>
      <legend>{t('tasks.when')}</legend>
      <div className={css['presets']}>
        {taskPresets.map((preset, index) => (
          <Button
            key={preset}
            {...(hasDigits ? { keyHint: String(index + 1) } : {})}
            onClick={() => onDue(presetTime(preset, Date.now() + clockAhead, timezone))}
          >
            {t(`tasks.preset.${preset}`)}
          </Button>
        ))}
      </div>
      <DateTimeField
        label={t('tasks.dayAndTime')}
        parts="both"
        value={due === null ? '' : fieldOfTime(due, timezone)}
        onValue={(text) => onDue(timeOfField(text, timezone))}
        {...(zone === null ? {} : { hint: t('tasks.zone', { zone }) })}
      />
      <output className={css['due']}>
        {due === null
          ? t('tasks.badTime')
          : t('tasks.due', { time: dueFormat(locale, timezone).due(due, now) })}
      </output>
    </fieldset>
  );
}
