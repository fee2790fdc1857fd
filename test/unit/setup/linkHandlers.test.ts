import { beforeEach, describe, expect, it } from 'vitest';
import { iniValue } from '../../../main/setup/iniFile.ts';
import {
  DESKTOP_ENTRY,
  desktopEntry,
  linuxLinkHandlers,
  windowsLinkHandlers,
  type LinkHandlers,
} from '../../../main/setup/linkHandlers.ts';

const ENTRY = '/home/emma/.local/share/applications/ringside-links.desktop';
const LIST = '/home/emma/.config/mimeapps.list';
const before =
  '[Default Applications]\ntext/html=firefox.desktop;\nx-scheme-handler/tel=linphone.desktop;\n\n[Added Associations]\nx-scheme-handler/tel=a.desktop;\n';

let disk: Map<string, string>;
let former: Map<string, string | null>;
/** What the desktop answers; undefined: as the user's list says. */
let desktopSays: string | undefined;
let links: LinkHandlers;

beforeEach(() => {
  disk = new Map([[LIST, before]]);
  former = new Map();
  desktopSays = undefined;
  links = linuxLinkHandlers({
    entryFile: ENTRY,
    listFile: LIST,
    command: ['/opt/Ring side/ringside'],
    former: {
      get: (scheme) => former.get(scheme) ?? null,
      set: (scheme, holder) => former.set(scheme, holder),
    },
    files: { read: (file) => disk.get(file) ?? null, write: (file, text) => disk.set(file, text) },
    output: async (program, [, , type = '']) =>
      program === 'xdg-mime'
        ? (desktopSays ?? iniValue(disk.get(LIST) ?? '', 'Default Applications', type)?.split(';')[0] ?? '')
        : null,
  });
});

describe('links of the system on Linux', () => {
  it('are taken only when told, and given back to who had them', async () => {
    expect(await links.holderOf('tel')).toEqual({ state: 'other', holder: 'linphone.desktop' });
    await links.take('tel', true);
    expect(await links.holderOf('tel')).toEqual({ state: 'ours', holder: DESKTOP_ENTRY });
    expect(disk.get(ENTRY)).toContain('Exec="/opt/Ring side/ringside" -- %u\n');
    expect(await links.holderOf('sip')).toEqual({ state: 'none', holder: null });
    // Twice is once: the program before is still known.
    await links.take('tel', true);
    await links.take('tel', false);
    expect(disk.get(LIST)).toBe(before);
  });

  it('that nobody had are nobody’s again, and nothing else in the list changes', async () => {
    await links.take('sip', true);
    expect(await links.holderOf('sip')).toMatchObject({ state: 'ours' });
    await links.take('sip', false);
    expect(disk.get(LIST)).toBe(before);
    disk.delete(LIST);
    await links.take('callto', true);
    expect(await links.holderOf('callto')).toMatchObject({ state: 'ours' });
  });

  it('are said to be another’s when the desktop goes by another list', async () => {
    desktopSays = 'org.gnome.Calls.desktop';
    await links.take('tel', true);
    expect(await links.holderOf('tel')).toEqual({ state: 'other', holder: 'org.gnome.Calls.desktop' });
  });

  it('start the program itself, whatever its folder is called', () => {
    expect(desktopEntry(['/a"b$c`d%e\\f', 'x y'])).toContain(
      String.raw`Exec="/a\\"b\\$c\\` + '`' + String.raw`d%%e\\\\f" "x y" -- %u`,
    );
  });
});

describe('links of the system on Windows', () => {
  const answers = (said: string | null): { links: LinkHandlers; opened: number[] } => {
    const opened: number[] = [];
    return {
      opened,
      links: windowsLinkHandlers({ output: async () => said, openSettings: async () => void opened.push(1) }),
    };
  };
  it.each([
    [null, 'none'],
    ['\r\nHKEY_CURRENT_USER\\...\\UserChoice\r\n    ProgId    REG_SZ    Ringside.Call\r\n\r\n', 'ours'],
    ['\r\nHKEY_CURRENT_USER\\...\\UserChoice\r\n    ProgId    REG_SZ    MicroSIP.tel\r\n\r\n', 'other'],
  ])('are whose the registry says', async (said, state) => {
    expect(await answers(said).links.holderOf('tel')).toMatchObject({ state });
  });

  it('cannot be taken: the system’s own page is opened', async () => {
    const { links: windows, opened } = answers(null);
    await windows.take('tel', true);
    expect([windows.mayTake, opened]).toEqual([false, [1]]);
  });
});
