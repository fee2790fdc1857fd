import { existsSync, readFileSync, renameSync } from 'node:fs';
import * as z from 'zod/mini';
import { SETTINGS, settingNames } from '../../preload/settings/settingsList.ts';
import type { AccountName, Nested, SettingName } from '../../preload/settings/settingsList.ts';
import { savedSchemas } from '../../preload/settings/settingsSchemas.ts';
import { makePrivate, writePrivately } from '../common/privateFiles.ts';
import { savedShortcut, usualShortcuts } from './defaultShortcuts.ts';
import { savedSchema } from './nestedSettings.ts';

const usual = usualShortcuts(process.platform);

/** What is saved in the file: all that is of the computer. */
const fileNames = settingNames.filter((name): name is FileName => SETTINGS[name].scope === 'computer');
type FileName = Exclude<SettingName, AccountName>;

/**
 * The agent's settings: a small JSON file that a person may edit while Ringside is closed (docs/settings.md lists the
 * keys). Nothing secret is in it. All of it follows from preload/settings/settingsList.ts.
 */
const savedSettings = savedSchema(fileNames, (name) => {
  const setting = SETTINGS[name];
  if (setting.kind !== 'shortcut') return savedSchemas[name];
  const saved = z.transform((text: string) => savedShortcut(setting.of, text, process.platform));
  return z._default(z.pipe(z.string().check(z.maxLength(60)), saved), usual[setting.of]);
});
export type SavedSettings = Nested<FileName>;

/** What holds where nothing is saved. */
export const usualSettings = (): SavedSettings => savedSettings.parse({});

/** What is wrong with the file. The settings themselves hold all the same: from memory, or the defaults. */
export type SettingsProblem =
  /** It could not be understood: the defaults apply, and it is kept under the name `path`. */
  | { readonly problem: 'broken'; readonly path: string }
  /** Some of it could not be understood, and is as usual; the rest holds. It is kept under the name `path`. */
  | { readonly problem: 'partly'; readonly path: string }
  /** It is there and may not be read: the defaults apply, and nothing is written over it. */
  | { readonly problem: 'unreadable'; readonly path: string }
  /** What was changed is in memory alone: the disk is full, or the file may not be written. */
  | { readonly problem: 'unwritable'; readonly path: string };

export interface SettingsFile {
  get(): SavedSettings;
  /**
   * Holds at once. Saved by rename, so that a crash leaves the old file or the new one; what the disk refuses is
   * tried again with `retry`.
   */
  change(changes: Partial<SavedSettings>): SavedSettings;
  problem(): SettingsProblem | null;
  /** The person has read what is wrong. */
  seen(): void;
  /** Saves what the disk refused before. */
  retry(): void;
  /** Hears of every change of `problem`. */
  onProblem(listener: () => void): void;
}

/** Opens the settings; a missing file means the defaults, a broken one is kept beside as `.broken`. */
export function openSettingsFile(file: string): SettingsFile {
  const opened = read(file);
  let current = opened.settings;
  let problem = opened.problem;
  let isUnsaved = false;
  const listeners: (() => void)[] = [];

  function become(next: SettingsProblem | null): void {
    if (next?.problem === problem?.problem) return;
    problem = next;
    for (const listener of listeners) listener();
  }
  function save(): void {
    isUnsaved = !(problem?.problem !== 'unreadable' && written(file, current));
    if (isUnsaved)
      become(problem?.problem === 'unreadable' ? problem : { problem: 'unwritable', path: file });
    else if (problem?.problem === 'unwritable') become(null);
  }
  return {
    get: () => current,
    change(changes) {
      current = savedSettings.parse({ ...current, ...changes });
      save();
      return current;
    },
    problem: () => problem,
    seen() {
      if (problem?.problem === 'broken' || problem?.problem === 'partly') become(null);
    },
    retry() {
      if (isUnsaved) save();
    },
    onProblem(listener) {
      listeners.push(listener);
    },
  };
}

interface Opened {
  readonly settings: SavedSettings;
  readonly problem: SettingsProblem | null;
}

function read(file: string): Opened {
  const defaults = (problem: SettingsProblem | null): Opened => ({
    settings: usualSettings(),
    problem,
  });
  let bytes: Buffer;
  try {
    makePrivate(file);
    bytes = readFileSync(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return defaults(isMissing ? null : { problem: 'unreadable', path: file });
  }
  const said = parseJson(textOf(bytes));
  const parsed = savedSettings.safeParse(said);
  if (parsed.success) return { settings: parsed.data, problem: null };
  const path = setAside(file);
  const rest = withoutOdd(said);
  if (rest === null) return defaults({ problem: 'broken', path });
  written(file, rest);
  return { settings: rest, problem: { problem: 'partly', path } };
}

/** What is right in a file that a person has edited; null where nothing is. */
function withoutOdd(said: unknown): SavedSettings | null {
  if (!isSection(said)) return null;
  const rest = { ...said };
  // A section is without what is odd in it first, and not there at all if that was not enough.
  for (const isWhole of [false, true]) {
    const parsed = savedSettings.safeParse(rest);
    if (parsed.success) return parsed.data;
    for (const { path } of parsed.error.issues) {
      const [key, inner] = path.map(String);
      if (key === undefined) return null;
      const section = rest[key];
      if (!isWhole && inner !== undefined && isSection(section))
        rest[key] = { ...section, [inner]: undefined };
      else Reflect.deleteProperty(rest, key);
    }
  }
  return savedSettings.safeParse(rest).data ?? null;
}

const isSection = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Editors of Windows put a byte-order mark in front, or save as UTF-16. */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  // Takes the mark away.
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** Renames the file; an earlier one that was broken is kept too. The path it has now. */
function setAside(file: string): string {
  let aside = `${file}.broken`;
  for (let copy = 2; existsSync(aside); copy += 1) aside = `${file}.broken-${copy}`;
  try {
    renameSync(file, aside);
    return aside;
  } catch {
    // It may not be renamed: it stays where it is until it is written over.
    return file;
  }
}

/** False when the disk refused. */
function written(file: string, settings: SavedSettings): boolean {
  try {
    writePrivately(file, `${JSON.stringify(settings, null, 2)}\n`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
