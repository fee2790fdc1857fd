import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * The agent's settings: a small JSON file that a person may edit while Ringside is closed
 * (docs/architecture.md lists the keys). Nothing secret is in it.
 */
const savedSettings = z.object({
  language: z.enum(['system', 'en', 'ru']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Port of the loopback hook; 0 lets the system choose one (for tests and several users of one computer). */
  hookPort: z.number().int().min(0).max(65_535).default(47_824),
  /** Port of the demo CRM, and of the listener its sign-in comes back to. */
  demoPort: z.number().int().min(1024).max(65_535).default(8787),
  demoCallbackPort: z.number().int().min(1024).max(65_535).default(47_823),
  /** Electron accelerator that gives the pop the keyboard. */
  popShortcut: z.string().max(60).default('CommandOrControl+Alt+Space'),
  /** Accelerator prefix of the global result keys 1-7; '' switches them off. */
  resultShortcut: z.string().max(60).default('CommandOrControl+Alt'),
  /** One section a call source, checked by the source itself (main/calls/sources): a broken one harms no other setting. */
  sources: z.record(z.string(), z.unknown()).default({}),
  /** How numbers are dialled. */
  dial: z
    .object({
      via: z.enum(['auto', 'baresip', 'asterisk', 'freeswitch', 'bria', 'command', 'system']).default('auto'),
      command: z.string().max(500).default(''),
    })
    .prefault({}),
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
