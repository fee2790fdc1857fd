import path from 'node:path';
import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { hasIniSection, readIni, writeIni } from './iniFile.ts';
import type { IniFile } from './iniFile.ts';
import { addMicrosipHooks, readMicrosipHooks, removeMicrosipHooks } from './microsipHooks.ts';
import type { MicrosipHooks } from './microsipHooks.ts';

/** Why MicroSIP's settings were not changed. */
export type MicrosipFailure =
  /** It runs, and would write its own settings over ours. */
  'running' | 'noFile' | 'notItsFile' | 'notEncodable' | 'tooLong' | 'notWritable' | 'noBackup';

export interface MicrosipView extends MicrosipHooks {
  /** The settings that were found or chosen; null when there are none. */
  readonly ini: string | null;
  readonly isRunning: boolean;
  /** What was there before Ringside was kept, so it can be put back. */
  readonly mayUndo: boolean;
  /** Why the file cannot be used. */
  readonly problem: 'notItsFile' | null;
}

/** Sets MicroSIP's hooks up, and takes them out again. Never while it runs: it rewrites its settings when it ends. */
export interface MicrosipSetup {
  look(): Promise<MicrosipView>;
  /** Takes another MicroSIP.ini, of a portable copy. */
  choose(ini: string): void;
  setUp(options: { readonly replace: boolean }): Promise<Result<MicrosipView, MicrosipFailure>>;
  undo(): Promise<Result<MicrosipView, MicrosipFailure>>;
}

interface MicrosipDeps {
  /** Path of the `ringside` program. */
  readonly program: string;
  /** The agent's choice, '' for none; kept over restarts. */
  readonly chosen: { get(): string; set(ini: string): void };
  /** Where an installed MicroSIP keeps its settings; null where there is no such place. */
  readonly usualIni: () => string | null;
  /** Names of the programs that run now, in small letters. */
  readonly running: () => Promise<readonly string[]>;
  readonly files: {
    /** Null when it cannot be read. */
    read(file: string): Buffer | null;
    /** Replaces the file whole; false when the disk refuses. */
    write(file: string, bytes: Buffer): boolean;
  };
}

export function createMicrosipSetup({
  program,
  chosen,
  usualIni,
  running,
  files,
}: MicrosipDeps): MicrosipSetup {
  const backupOf = (ini: string): string => `${ini}.before-ringside`;

  function where(): string | null {
    const usual = usualIni();
    if (chosen.get() !== '') return chosen.get();
    return usual !== null && files.read(usual) !== null ? usual : null;
  }

  function open(ini: string): Result<{ readonly file: IniFile; readonly bytes: Buffer }, MicrosipFailure> {
    const bytes = files.read(ini);
    if (bytes === null) return fail('noFile');
    const file = readIni(bytes);
    if (!file.ok || !hasIniSection(file.value.text, 'Settings')) return fail('notItsFile');
    return ok({ file: file.value, bytes });
  }

  /** The settings are named as the program is: a copy of another name runs under that name. */
  async function isRunning(ini: string): Promise<boolean> {
    const names = await running();
    const own = `${path.win32.basename(ini.replaceAll('/', '\\'), '.ini').toLowerCase()}.exe`;
    return names.includes(own) || names.includes('microsip.exe');
  }

  async function look(): Promise<MicrosipView> {
    const ini = where();
    const nothing = { state: 'none', taken: [], isRunning: false, mayUndo: false, problem: null } as const;
    if (ini === null) return { ...nothing, ini };
    const opened = open(ini);
    if (!opened.ok) return { ...nothing, ini, problem: 'notItsFile' };
    const hooks = readMicrosipHooks(opened.value.file.text, program);
    return {
      ...hooks,
      ini,
      isRunning: await isRunning(ini),
      mayUndo: hooks.state !== 'none' && files.read(backupOf(ini)) !== null,
      problem: null,
    };
  }

  /** Reads, changes and writes in one go, once MicroSIP is known not to run. */
  async function change(
    work: (text: string, ini: string) => Result<string, MicrosipFailure>,
    before: (ini: string, bytes: Buffer) => boolean,
  ): Promise<Result<MicrosipView, MicrosipFailure>> {
    const ini = where();
    if (ini === null) return fail('noFile');
    if (await isRunning(ini)) return fail('running');
    const opened = open(ini);
    if (!opened.ok) return opened;
    const { file, bytes } = opened.value;
    const text = work(file.text, ini);
    if (!text.ok) return text;
    const written = writeIni(file, text.value);
    if (!written.ok) return written;
    if (written.value.equals(bytes)) return ok(await look());
    if (!before(ini, bytes) || !files.write(ini, written.value)) return fail('notWritable');
    return ok(await look());
  }

  return {
    look,
    choose: (ini) => {
      chosen.set(ini);
    },
    setUp: ({ replace }) =>
      change(
        (text) => addMicrosipHooks(text, program, { replace }),
        (ini, bytes) => {
          const hooks = readMicrosipHooks(bytesText(bytes), program);
          // The copy is of a file without our hooks: a second set-up does not lose what the first one found.
          return hooks.state !== 'none' && files.read(backupOf(ini)) !== null
            ? true
            : files.write(backupOf(ini), bytes);
        },
      ),
    undo: () =>
      change(
        (text, ini) => {
          const backup = files.read(backupOf(ini));
          return backup === null ? fail('noBackup') : ok(removeMicrosipHooks(text, bytesText(backup)));
        },
        () => true,
      ),
  };
}

function bytesText(bytes: Buffer): string {
  const file = readIni(bytes);
  return file.ok ? file.value.text : '';
}
