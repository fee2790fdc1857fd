import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { NOTICE_KINDS } from '../../preload/lists.ts';
import { popSection, quietHoursSection } from './etiquette.ts';

/**
 * The agent's settings: a small JSON file that a person may edit while Ringside is closed
 * (docs/architecture.md lists the keys). Nothing secret is in it. The small zod: this file is read before
 * the first window opens.
 */
const port = z.int().check(z.minimum(1024), z.maximum(65_535));

const savedSettings = z.object({
  language: z._default(z.enum(['system', 'en', 'ru']), 'system'),
  theme: z._default(z.enum(['system', 'light', 'dark']), 'system'),
  /** Port of the loopback hook; 0 lets the system choose one (for tests and several users of one computer). */
  hookPort: z._default(z.int().check(z.minimum(0), z.maximum(65_535)), 47_824),
  /** Desk phones of the network may report to the hook too, not only programs of this computer. */
  hookOnNetwork: z._default(z.boolean(), false),
  /** A MicroSIP.ini the agent chose, for a portable MicroSIP; '' for the installed one. */
  microsipIni: z._default(z.string().check(z.maxLength(1000)), ''),
  /** Port of the demo CRM, and of the listener its sign-in comes back to. */
  demoPort: z._default(port, 8787),
  demoCallbackPort: z._default(port, 47_823),
  /** Electron accelerator that gives the pop the keyboard. */
  popShortcut: z._default(z.string().check(z.maxLength(60)), 'CommandOrControl+Alt+Space'),
  /** Accelerator prefix of the global result keys 1-7; '' switches them off. */
  resultShortcut: z._default(z.string().check(z.maxLength(60)), 'CommandOrControl+Alt'),
  /** One section a call source, checked by the source itself (main/calls/sources): a broken one harms no other setting. */
  sources: z._default(z.record(z.string(), z.unknown()), {}),
  /** Numbers from outside: links of the system, and selected text. */
  links: z._default(
    z.object({
      /** Dial at once, without asking first. */
      atOnce: z._default(z.boolean(), false),
      /** Accelerator that takes the number out of a selected text; '' switches it off. */
      shortcut: z._default(z.string().check(z.maxLength(60)), 'CommandOrControl+Alt+D'),
      /** Which program had a scheme before Ringside took it. */
      former: z._default(z.record(z.string(), z.string()), {}),
    }),
    { atOnce: false, shortcut: 'CommandOrControl+Alt+D', former: {} },
  ),
  /** How numbers are dialled. */
  dial: z._default(
    z.object({
      via: z._default(
        z.enum(['auto', 'baresip', 'asterisk', 'freeswitch', 'bria', 'command', 'system']),
        'auto',
      ),
      command: z._default(z.string().check(z.maxLength(500)), ''),
    }),
    { via: 'auto', command: '' },
  ),
  /** Webhooks posted to this computer (main/inbox/receiver.ts). */
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

export interface SettingsFile {
  get(): SavedSettings;
  /** Saves at once, by rename, so that a crash leaves the old file or the new one. */
  change(changes: Partial<SavedSettings>): SavedSettings;
}

/** Opens the settings; a missing file means the defaults, a broken one is kept beside as `.broken`. */
export function openSettingsFile(file: string): SettingsFile {
  let current = read(file);
  return {
    get: () => current,
    change(changes) {
      current = savedSettings.parse({ ...current, ...changes });
      const draft = `${file}.new`;
      writeFileSync(draft, `${JSON.stringify(current, null, 2)}\n`);
      renameSync(draft, file);
      return current;
    },
  };
}

function read(file: string): SavedSettings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return savedSettings.parse({});
  }
  const parsed = savedSettings.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  renameSync(file, `${file}.broken`);
  return savedSettings.parse({});
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
