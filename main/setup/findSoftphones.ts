import path from 'node:path';
import type { FoundSoftphone } from '../../preload/contract.ts';

/** What the system says of itself. */
export interface Places {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
}

/** Folder variables of Windows and the program under them; an app of macOS; a program of Linux. */
const windows: readonly (readonly [FoundSoftphone, string, string])[] = [
  ['microsip', 'APPDATA', 'MicroSIP\\MicroSIP.ini'],
  ['microsip', 'LOCALAPPDATA', 'MicroSIP\\microsip.exe'],
  ['microsip', 'ProgramFiles(x86)', 'MicroSIP\\microsip.exe'],
  ['zoiper', 'ProgramFiles(x86)', 'Zoiper5\\Zoiper5.exe'],
  ['zoiper', 'ProgramFiles', 'Zoiper5\\Zoiper5.exe'],
  ['linphone', 'ProgramFiles', 'Linphone\\bin\\linphone.exe'],
  ['linphone', 'ProgramFiles(x86)', 'Linphone\\bin\\linphone.exe'],
  ['bria', 'ProgramFiles(x86)', 'CounterPath\\Bria\\Bria.exe'],
  ['bria', 'LOCALAPPDATA', 'Programs\\Bria\\Bria.exe'],
  ['threecx', 'ProgramFiles', '3CXDesktopApp\\3CXDesktopApp.exe'],
  ['threecx', 'LOCALAPPDATA', 'Programs\\3CXDesktopApp\\3CXDesktopApp.exe'],
];
const mac: readonly (readonly [FoundSoftphone, string])[] = [
  ['zoiper', 'Zoiper5.app'],
  ['linphone', 'Linphone.app'],
  ['bria', 'Bria.app'],
  ['threecx', '3CX Desktop App.app'],
];
const linux: readonly (readonly [FoundSoftphone, string])[] = [
  ['baresip', 'baresip'],
  ['linphone', 'linphone'],
  ['linphone', 'linphone-desktop'],
  ['zoiper', 'zoiper5'],
  ['twinkle', 'twinkle'],
  ['twinkle', 'twinkle-console'],
];

/** The softphones that are installed where their makers put them. Portable ones are not looked for. */
export function findSoftphones({ platform, env, exists }: Places): readonly FoundSoftphone[] {
  const under = (folder: string | undefined, file: string): boolean =>
    folder !== undefined && folder !== '' && exists(path.join(folder, file));
  if (platform === 'win32') {
    const found = windows.filter(([, variable, file]) => {
      const folder = env[variable];
      return folder !== undefined && exists(`${folder}\\${file}`);
    });
    return unique(found);
  }
  if (platform === 'darwin') {
    return unique(
      mac.filter(([, app]) => under('/Applications', app) || under(env['HOME'], `Applications/${app}`)),
    );
  }
  const folders = (env['PATH'] ?? '').split(':');
  return unique(linux.filter(([, program]) => folders.some((folder) => under(folder, program))));
}

const unique = (found: readonly (readonly [FoundSoftphone, ...unknown[]])[]): readonly FoundSoftphone[] => [
  ...new Set(found.map(([name]) => name)),
];
