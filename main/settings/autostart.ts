import { execLine } from '../common/desktopEntry.ts';
import type { AutostartState } from '../../preload/contract.ts';

/** Whether the system starts Ringside when its user signs in: asked anew each time, because people change it there too. */
export interface Autostart {
  state(): AutostartState;
  /** Throws what the disk says when it cannot be written. */
  set(on: boolean): void;
}

interface LinuxDeps {
  /** `ringside.desktop` in the autostart folder of the XDG configuration. */
  readonly file: string;
  /** Program and arguments that start this Ringside. */
  readonly command: readonly string[];
  readonly read: (file: string) => string | null;
  readonly write: (file: string, text: string) => void;
  readonly remove: (file: string) => void;
}

/** An entry in the autostart folder, which every desktop of the XDG kind starts (Desktop Application Autostart 0.5). */
export function linuxAutostart({ file, command, read, write, remove }: LinuxDeps): Autostart {
  return {
    state: () => (starts(read(file) ?? '', command) ? 'on' : 'off'),
    set(on) {
      if (on) write(file, autostartEntry(command));
      else remove(file);
    },
  };
}

/** The entry's text. */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Ringside',
    `Exec=${execLine(command)}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** An entry that starts another Ringside (an AppImage that was moved), or that a desktop's own tool switched off, is off. */
function starts(entry: string, command: readonly string[]): boolean {
  const lines = entry.split(/\r?\n/).map((line) => line.trim());
  const isOff = lines.some((line) =>
    /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)$/.test(line),
  );
  return !isOff && lines.includes(`Exec=${execLine(command)}`);
}

/** What Electron tells of login items: each system has words of its own. */
export interface LoginItem {
  readonly openAtLogin: boolean;
  /** Windows: false when the agent switched it off among the system's startup apps. */
  readonly executableWillLaunchAtLogin?: boolean;
  /** macOS 13 and later. */
  readonly status?: string;
}

interface LoginItems {
  readonly get: () => LoginItem;
  readonly set: (on: boolean) => void;
}

/** The login items of Windows and macOS; a working copy would register Electron itself, so it registers nothing. */
export function loginItemAutostart({ get, set }: LoginItems, isPackaged: boolean): Autostart {
  return {
    state() {
      if (!isPackaged) return 'unavailable';
      const { openAtLogin, executableWillLaunchAtLogin, status } = get();
      if (status === 'requires-approval') return 'blocked';
      if (!openAtLogin) return 'off';
      return executableWillLaunchAtLogin === false ? 'blocked' : 'on';
    },
    set(on) {
      if (isPackaged) set(on);
    },
  };
}
