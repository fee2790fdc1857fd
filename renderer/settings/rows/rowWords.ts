import { LANGUAGES } from '../../../i18n/languages.ts';
import type { PlainMessageKey, Translate } from '../../../i18n/translate.ts';
import type { Settings } from '../../../preload/contract.ts';
import { SETTINGS, textName } from '../../../preload/settings/settingsList.ts';
import type { RowName, TextName } from '../../../preload/settings/settingsList.ts';

/** The words of a setting's row. Each key is made of the list, so that the compiler asks for the text of a new one. */

type List = typeof SETTINGS;
/** The texts of one setting's options; languages have their own names. */
type OptionText<D> = D extends {
  readonly kind: 'choice';
  readonly family: infer Family extends string;
  readonly options: readonly (infer Option extends string)[];
}
  ? `choice.${Family}-${Family extends 'language' ? 'system' : Option}`
  : never;
type ChoiceText = { [N in RowName]: OptionText<List[N]> }[RowName];

type Explained = { [N in RowName]: List[N] extends { readonly explained: true } ? N : never }[RowName];
type ExplainedText = {
  [N in Explained]: OptionText<List[N]> extends `choice.${infer Name}` ? `choiceHelp.${Name}` : never;
}[Explained];
type Capability = {
  [N in RowName]: List[N] extends { readonly needs: infer Need extends string } ? Need : never;
}[RowName];

type RowText =
  | `setting.${TextName<RowName>}`
  | `settingHelp.${TextName<Exclude<RowName, Explained>>}`
  | `settingUnable.${Capability}`
  | ChoiceText
  | ExplainedText;
/** A text that English lacks is an error here, with its key: i18n/en/settingRows.ts is where it goes. */
const needed = (key: RowText): PlainMessageKey => key;

const isExplained = (name: RowName): name is Explained => 'explained' in SETTINGS[name];
const isTag = (value: unknown): boolean => LANGUAGES.some(({ tag }) => tag === value);

export const labelOf = (t: Translate, name: RowName): string => t(needed(`setting.${textName(name)}`));

/** What this system cannot do for the setting; null when it can. */
export function unableOf(name: RowName, can: Settings['can']): Capability | null {
  const setting = SETTINGS[name];
  return 'needs' in setting && !can[setting.needs] ? setting.needs : null;
}

/** The line under the label. */
export function helpOf(t: Translate, name: RowName, { values, can }: Settings): string {
  const unable = unableOf(name, can);
  if (unable !== null) return t(needed(`settingUnable.${unable}`));
  if (!isExplained(name)) return t(needed(`settingHelp.${textName(name)}`));
  const option = `${SETTINGS[name].family}-${values[name]}`;
  return t(needed(`choiceHelp.${option}` as ExplainedText));
}

/** What an option is called. */
export function optionOf(t: Translate, name: RowName, value: string | number): string {
  const setting = SETTINGS[name];
  if (setting.kind === 'steps') {
    if (setting.unit === 'percent') return t('unit.percent', { percent: Number(value) });
    if (setting.unit === 'minutes') return t('unit.minutes', { minutes: Number(value) });
    if (setting.unit === 'months')
      return value === 0 ? t('unit.never') : t('unit.months', { months: Number(value) });
    return value === 0 ? t('unit.noTarget') : t('unit.conversations', { conversations: Number(value) });
  }
  if (setting.kind !== 'choice') return String(value);
  if (isTag(value)) return LANGUAGES.find(({ tag }) => tag === value)?.name ?? String(value);
  const option = `${setting.family}-${value}`;
  return t(needed(`choice.${option}` as ChoiceText));
}
