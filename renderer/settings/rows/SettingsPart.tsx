import type { ReactNode } from 'react';
import type { Settings, SettingsChange } from '../../../preload/contract.ts';
import { SETTINGS, rowNames, textName } from '../../../preload/settings/settingsList.ts';
import type { RowName } from '../../../preload/settings/settingsList.ts';
import type { SettingsPart as Part } from '../../../preload/settings/controls.ts';
import { useLanguage } from '../../i18n/language.ts';
import { SettingControl } from './SettingControl.tsx';
import { SettingRow } from './SettingRow.tsx';
import { helpOf, labelOf } from './rowWords.ts';
import css from './Rows.module.css';

interface SettingsPartProps {
  readonly part: Part;
  readonly settings: Settings;
  /** Whether the window has an account; its own settings are left out where it has none. */
  readonly hasAccount: boolean;
  readonly onChange: (change: SettingsChange) => void;
}

/** The row of a setting, where the search leads. */
export const rowId = (name: RowName): string => `setting-${textName(name)}`;

/** The rows of a part that mean anything now. */
export function rowsOf(part: Part, settings: Settings, hasAccount: boolean): readonly RowName[] {
  const values: Readonly<Record<string, unknown>> = settings.values;
  return rowNames.filter((name) => {
    const setting = SETTINGS[name];
    if (setting.part !== part || (setting.scope === 'account' && !hasAccount)) return false;
    return !('under' in setting) || values[setting.under] === true;
  });
}

/** A part of the settings: a row for each line of the list that belongs there. */
export function SettingsPart({ part, settings, hasAccount, onChange }: SettingsPartProps) {
  const { t } = useLanguage();
  const names = rowsOf(part, settings, hasAccount);
  if (names.length === 0) return null;
  return (
    <PartFrame id={`part-${part}`} title={t(`settingsPart.${part}`)}>
      {names.map((name) => (
        <SettingRow
          key={name}
          id={rowId(name)}
          label={labelOf(t, name)}
          help={helpOf(t, name, settings)}
          isWide={SETTINGS[name].kind === 'texts'}
        >
          <SettingControl name={name} id={rowId(name)} settings={settings} onChange={onChange} />
        </SettingRow>
      ))}
    </PartFrame>
  );
}

interface PartFrameProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A title and the rows under it. */
export function PartFrame({ id, title, children }: PartFrameProps) {
  return (
    <section className={css['part']} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <div className={css['rows']}>{children}</div>
    </section>
  );
}
