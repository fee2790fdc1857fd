import { useState } from 'react';
import type { Settings, SettingsChange } from '../../../preload/contract.ts';
import { SETTINGS } from '../../../preload/settings/settingsList.ts';
import type { RowName } from '../../../preload/settings/settingsList.ts';
import { useLanguage } from '../../i18n/language.ts';
import { firstWeekday, weekFrom } from '../../i18n/week.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import field from '../../ui/Field.module.css';
import { CornerPicker } from './CornerPicker.tsx';
import { Pick } from './Pick.tsx';
import { labelOf, optionOf, unableOf } from './rowWords.ts';
import { Segments } from './Segments.tsx';
import { Switch } from './Switch.tsx';
import css from './Rows.module.css';

interface SettingControlProps {
  readonly name: RowName;
  /** Of the row. */
  readonly id: string;
  readonly settings: Settings;
  readonly onChange: (change: SettingsChange) => void;
}

/** So many options stand beside each other; more are a list that opens. */
const MOST_SEGMENTS = 5;
/** Longer words do not fit beside each other. */
const LONGEST_SEGMENT = 14;

/** What changes a setting, by its kind. A change holds at once. */
export function SettingControl({ name, id, settings, onChange }: SettingControlProps) {
  const { t } = useLanguage();
  const setting = SETTINGS[name];
  const value: unknown = settings.values[name];
  const change = (next: unknown): void => onChange({ [name]: next });
  const named = { labelledBy: `${id}-label`, describedBy: `${id}-help` };
  switch (setting.kind) {
    case 'switch': {
      const isUnable = unableOf(name, settings.can) !== null;
      return <Switch {...named} isOn={value === true && !isUnable} isDisabled={isUnable} onTurn={change} />;
    }
    case 'choice':
    case 'steps': {
      const offered: readonly (string | number)[] = setting.options;
      // One that stands in the file and is none of ours is shown too.
      const options = (offered.some((one) => one === value) ? offered : [...offered, Number(value)]).map(
        (one) => ({
          value: one,
          text: optionOf(t, name, one),
        }),
      );
      if (name === 'pop.corner')
        return <CornerPicker {...named} value={value} options={options} onPick={change} />;
      const areShort =
        options.length <= MOST_SEGMENTS && options.every(({ text }) => text.length <= LONGEST_SEGMENT);
      const Control = areShort ? Segments : Pick;
      return <Control {...named} value={value} options={options} onPick={change} />;
    }
    case 'time':
      return (
        <div className={css['short']}>
          <DateTimeField
            label={labelOf(t, name)}
            isLabelHidden
            describedBy={named.describedBy}
            parts="time"
            value={String(value)}
            // An unfinished time is empty: the saved one stays.
            onValue={(time) => {
              if (time !== '') change(time);
            }}
          />
        </div>
      );
    case 'days':
      return <Days {...named} days={isNumbers(value) ? value : []} onChange={change} />;
    case 'texts':
      return (
        <Lines
          key={String(value)}
          {...named}
          lines={isTexts(value) ? value : []}
          longest={setting.longest}
          most={setting.most}
          onSave={change}
        />
      );
    default:
      return setting satisfies never;
  }
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number');
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

interface Named {
  readonly labelledBy: string;
  readonly describedBy: string;
}

/** Days of the week, in the order of the region. */
function Days({
  days,
  labelledBy,
  describedBy,
  onChange,
}: Named & { readonly days: readonly number[]; readonly onChange: (days: readonly number[]) => void }) {
  const { t, locale } = useLanguage();
  return (
    <fieldset className={css['days']} aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {weekFrom(firstWeekday(locale)).map((day) => (
        <label key={day} className={css['day']}>
          <input
            type="checkbox"
            className="visuallyHidden"
            checked={days.includes(day)}
            onChange={({ target }) => {
              const others = days.filter((one) => one !== day);
              onChange(target.checked ? [...others, day].toSorted((one, other) => one - other) : others);
            }}
          />
          <span>{t(`quiet.day.${day}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface LinesProps extends Named {
  readonly lines: readonly string[];
  readonly longest: number;
  readonly most: number;
  readonly onSave: (lines: readonly string[]) => void;
}

/** Texts, one a line; saved by the button, because a half-typed one means something else. */
function Lines({ lines, longest, most, labelledBy, describedBy, onSave }: LinesProps) {
  const { t } = useLanguage();
  const saved = lines.join('\n');
  const [text, setText] = useState(saved);
  const given = text
    .split('\n')
    .map((line) => line.trim().slice(0, longest))
    .filter((line) => line !== '');
  return (
    <form
      className={css['lines']}
      onSubmit={(event) => {
        event.preventDefault();
        onSave([...new Set(given)].slice(0, most));
      }}
    >
      <textarea
        rows={3}
        className={field['input']}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" disabled={given.join('\n') === saved}>
        {t('action.save')}
      </Button>
    </form>
  );
}
