import { english } from '../../i18n/en.ts';
import { SETTINGS, settingNames, textName } from '../../preload/settings/settingsList.ts';
import type { SettingName } from '../../preload/settings/settingsList.ts';
import type { Setting } from '../../preload/settings/controls.ts';

/** The table of docs/settings.md, made of the one list of settings and of the English texts. */

const BEGIN = '<!-- settings: made by `npm run texts` -->';
const END = '<!-- end -->';

const texts: Readonly<Record<string, string>> = english;

/** What may stand there, where a few things may. */
function optionsOf(setting: Setting): string {
  if (!('options' in setting)) return setting.kind === 'time' ? '`HH:MM`' : '';
  return setting.options.map((option) => `\`${option}\``).join(', ');
}

/** What a setting is: the words of its row, or those for whoever edits the file. */
function whatOf(name: SettingName): string {
  const setting: Setting = SETTINGS[name];
  const row = `${texts[`settingsPart.${setting.part ?? ''}`]}: ${texts[`setting.${textName(name)}`]}`;
  return [setting.about ?? row, optionsOf(setting)].filter((words) => words !== '').join(': ');
}

function usualOf(setting: Setting): string {
  return setting.usual === null ? 'by system' : `\`${JSON.stringify(setting.usual)}\``;
}

/** The rows of a scope, as prettier aligns them. */
function table(scope: Setting['scope']): string {
  const rows = settingNames
    .filter((name) => SETTINGS[name].scope === scope)
    .map((name) => [`\`${name}\``, usualOf(SETTINGS[name]), whatOf(name)]);
  const all = [['key', 'default', 'what'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The document with its tables made anew. */
export function withSettingsTable(document: string): string {
  const from = document.indexOf(BEGIN) + BEGIN.length;
  const to = document.indexOf(END);
  if (from < BEGIN.length || to < from) throw new Error('docs/settings.md has lost the marks of its table');
  const made = `\n\n${table('computer')}\n\nOf an account:\n\n${table('account')}\n\n`;
  return document.slice(0, from) + made + document.slice(to);
}
