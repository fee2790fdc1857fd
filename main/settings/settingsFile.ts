import { existsSync, readFileSync, renameSync } from 'node:fs';
import * as z from 'zod/mini';
import { LANGUAGE_CHOICES } from '../../i18n/languages.ts';
import type { ShortcutName } from '../../preload/contract.ts';
import { CALLS_LEAVE_AFTER, DIAL_WAYS, NOTICE_KINDS } from '../../preload/constants.ts';
import { makePrivate, writePrivately } from '../common/privateFiles.ts';
import { popSection, quietHoursSection } from './popSettings.ts';
import { savedShortcut, usualShortcuts } from './defaultShortcuts.ts';

/**
 * The agent's settings: a small JSON file that a person may edit while Ringside is closed
 * (docs/architecture.md lists the keys). Nothing secret is in it. The small zod: this file is read before
 * the first window opens.
 */
const port = z.int().check(z.minimum(1024), z.maximum(65_535));

const usual = usualShortcuts(process.platform);
const shortcut = (name: ShortcutName) =>
  z._default(
    z.pipe(
      z.string().check(z.maxLength(60)),
      z.transform((saved: string) => savedShortcut(name, saved, process.platform)),
    ),
    usual[name],
  );

const savedSettings = z.object({
  language: z._default(z.enum(LANGUAGE_CHOICES), 'system'),
  theme: z._default(z.enum(['system', 'light', 'dark']), 'system'),
  /** The size of everything in the windows, percent. */
  zoom: z._default(z.int().check(z.minimum(50), z.maximum(300)), 100),
  /** Port of the loopback hook; 0 lets the system choose one (for tests and several users of one computer). */
  hookPort: z._default(z.int().check(z.minimum(0), z.maximum(65_535)), 47_824),
  /** Desk phones of the network may report to the hook too, not only programs of this computer. */
  hookOnNetwork: z._default(z.boolean(), false),
  /** A MicroSIP.ini the agent chose, for a portable MicroSIP; '' for the installed one. */
  microsipIni: z._default(z.string().check(z.maxLength(1000)), ''),
  /** After how many months calls that the CRM holds leave the journal; 0: never. */
  callsLeaveAfter: z._default(z.literal(CALLS_LEAVE_AFTER), 0),
  /** Port of the demo CRM, and of the listener its sign-in comes back to. */
  demoPort: z._default(port, 8787),
  demoCallbackPort: z._default(port, 47_823),
  /** Electron accelerator that gives the pop the keyboard. */
  popShortcut: shortcut('pop'),
  /** Accelerator prefix of the global result keys 1-7; '' switches them off. */
  resultShortcut: shortcut('results'),
  /** One section a call source, checked by the source itself (main/sources): a broken one harms no other setting. */
  sources: z._default(z.record(z.string(), z.unknown()), {}),
  /** Numbers from outside: links of the system, and selected text. */
  links: z._default(
    z.object({
      /** Dial at once, without asking first. */
      atOnce: z._default(z.boolean(), false),
      /** Accelerator that takes the number out of a selected text; '' switches it off. */
      shortcut: shortcut('selection'),
      /** Which program had a scheme before Ringside took it. */
      former: z._default(z.record(z.string(), z.string()), {}),
    }),
    { atOnce: false, shortcut: usual.selection, former: {} },
  ),
  /** How numbers are dialled. */
  dial: z._default(
    z.object({
      via: z._default(z.enum(DIAL_WAYS), 'auto'),
      command: z._default(z.string().check(z.maxLength(500)), ''),
    }),
    { via: 'auto', command: '' },
  ),
  /** Webhooks posted to this computer (main/webhooks/receiver/webhookReceiver.ts). */
  webhookReceiver: z._default(
    z.object({ on: z._default(z.boolean(), false), port: z._default(port, 8791) }),
    { on: false, port: 8791 },
  ),
  /** What the system tells of: kinds that are off, and accounts of which nothing is told. */
  notices: z._default(
    z.object({
      off: z._default(z.array(z.enum(NOTICE_KINDS)), []),
      quietAccounts: z._default(z.array(z.string()), []),
    }),
    { off: [], quietAccounts: [] },
  ),
  quietHours: quietHoursSection,
  pop: popSection,
});
export type SavedSettings = z.infer<typeof savedSettings>;

/** What is wrong with the file. The settings themselves hold all the same: from memory, or the defaults. */
export type SettingsProblem =
  /** It could not be understood: the defaults apply, and it is kept under the name `path`. */
  | { readonly problem: 'broken'; readonly path: string }
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
      if (problem?.problem === 'broken') become(null);
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
    settings: savedSettings.parse({}),
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
  const parsed = savedSettings.safeParse(parseJson(textOf(bytes)));
  if (parsed.success) return { settings: parsed.data, problem: null };
  return defaults({ problem: 'broken', path: setAside(file) });
}

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
