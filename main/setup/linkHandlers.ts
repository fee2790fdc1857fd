import { execLine } from '../common/desktopEntry.ts';
import { changeIni, iniValue } from './iniFile.ts';

/**
 * Which program opens `tel:` links and their like, and how Ringside becomes it (call-sources.md 1.12).
 *
 * Linux: an entry of our own in the user's applications, and the user's `mimeapps.list`. What the system then says
 * decides, not what was written: a desktop may have a list that goes before it.
 * Windows: only the agent can choose, in the system's settings; the installer registers Ringside there.
 * macOS: Electron asks the system.
 */
export interface LinkHandlers {
  /** Program names, as the system knows them: an entry's file name or a class. */
  holderOf(
    scheme: string,
  ): Promise<{ readonly state: 'ours' | 'other' | 'none' | 'unknown'; readonly holder: string | null }>;
  /** Takes or gives back; what came of it is asked with `holderOf`. */
  take(scheme: string, on: boolean): Promise<void>;
  readonly mayTake: boolean;
}

export const DESKTOP_ENTRY = 'ringside-links.desktop';
/** What our packages install, where a desktop chose it by itself. */
const PACKAGED_ENTRY = 'ringside.desktop';
const SECTION = 'Default Applications';
const typeOf = (scheme: string): string => `x-scheme-handler/${scheme}`;

interface LinuxDeps {
  /** `~/.local/share/applications` and `~/.config/mimeapps.list`. */
  readonly entryFile: string;
  readonly listFile: string;
  /** Program and arguments before the link. */
  readonly command: readonly string[];
  /** Who had each scheme before, kept over restarts. */
  readonly former: { get(scheme: string): string | null; set(scheme: string, holder: string | null): void };
  readonly files: { read(file: string): string | null; write(file: string, text: string): void };
  /** What a program prints; null when it cannot be run or fails. */
  readonly output: (program: string, args: readonly string[]) => Promise<string | null>;
}

export function linuxLinkHandlers(deps: LinuxDeps): LinkHandlers {
  const list = (): string => deps.files.read(deps.listFile) ?? '';
  const holder = async (scheme: string): Promise<string | null> => {
    const said = await deps.output('xdg-mime', ['query', 'default', typeOf(scheme)]);
    const listed = iniValue(list(), SECTION, typeOf(scheme))?.split(';')[0] ?? '';
    return (said?.trim() ?? listed) || null;
  };
  return {
    mayTake: true,
    async holderOf(scheme) {
      const name = await holder(scheme);
      if (name === null) return { state: 'none', holder: null };
      return { state: [DESKTOP_ENTRY, PACKAGED_ENTRY].includes(name) ? 'ours' : 'other', holder: name };
    },
    async take(scheme, on) {
      const before = await holder(scheme);
      if (on) {
        deps.files.write(deps.entryFile, desktopEntry(deps.command));
        if (before !== DESKTOP_ENTRY) deps.former.set(scheme, before);
        const change = { [typeOf(scheme)]: `${DESKTOP_ENTRY};` };
        deps.files.write(deps.listFile, changeIni(list(), SECTION, change));
      } else if (before === DESKTOP_ENTRY) {
        const former = deps.former.get(scheme);
        const change = { [typeOf(scheme)]: former === null ? null : `${former};` };
        deps.files.write(deps.listFile, changeIni(list(), SECTION, change));
        deps.former.set(scheme, null);
      }
      // Menus keep a list of their own; a system without the tool reads the entry itself.
      await deps.output('update-desktop-database', [deps.entryFile.replace(/[/\\][^/\\]*$/, '')]);
    },
  };
}

/** The entry that starts Ringside with a link. `--` ends Chromium's own switches: a link cannot become one. */
export function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Ringside',
    `Exec=${execLine(command)} -- %u`,
    'NoDisplay=true',
    'Terminal=false',
    'StartupNotify=false',
    `MimeType=${['tel', 'callto', 'sip', 'ringside'].map((scheme) => `${typeOf(scheme)};`).join('')}`,
    '',
  ].join('\n');
}

/** The class of ours that the installer registers (build/installer.nsh). */
const WINDOWS_CLASS = 'Ringside.Call';

interface WindowsDeps {
  readonly output: (program: string, args: readonly string[]) => Promise<string | null>;
  /** Opens the system's page of default apps. */
  readonly openSettings: () => Promise<void>;
}

/** Windows lets no program take a scheme (electron#14108): the agent is led to where they can. */
export function windowsLinkHandlers({ output, openSettings }: WindowsDeps): LinkHandlers {
  return {
    mayTake: false,
    async holderOf(scheme) {
      if (scheme === 'ringside') {
        const own = await output('reg.exe', [
          'query',
          'HKCU\\Software\\Classes\\ringside\\shell\\open\\command',
          '/ve',
        ]);
        return own === null ? { state: 'none', holder: null } : { state: 'ours', holder: null };
      }
      const key = `HKCU\\Software\\Microsoft\\Windows\\Shell\\Associations\\UrlAssociations\\${scheme}\\UserChoice`;
      const said = await output('reg.exe', ['query', key, '/v', 'ProgId']);
      const holder = /ProgId\s+REG_SZ\s+(\S.*)/.exec(said ?? '')?.[1]?.trim() ?? null;
      if (holder === null) return { state: 'none', holder };
      return { state: holder === WINDOWS_CLASS ? 'ours' : 'other', holder };
    },
    take: () => openSettings(),
  };
}
