import { describe, expect, it } from 'vitest';
import { autostartEntry, linuxAutostart, loginItemAutostart } from '../../../main/settings/autostart.ts';
import type { LoginItem } from '../../../main/settings/autostart.ts';

const FILE = '/home/anna/.config/autostart/ringside.desktop';

function linux(command: readonly string[], files = new Map<string, string>()) {
  const autostart = linuxAutostart({
    file: FILE,
    command,
    read: (file) => files.get(file) ?? null,
    write: (file, text) => files.set(file, text),
    remove: (file) => files.delete(file),
  });
  return { autostart, files };
}

describe('the autostart entry of a Linux desktop', () => {
  it('is a desktop entry that starts this program', () => {
    expect(autostartEntry(['/opt/Ringside/ringside-desktop'])).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Ringside',
        'Exec="/opt/Ringside/ringside-desktop"',
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    );
  });

  it('keeps spaces, quotes, dollars, backslashes and per cents of a path one word, and one line', () => {
    const [exec, ...more] = autostartEntry(['/home/a b/100%/"x"/$HOME/`id`/c\\d.AppImage'])
      .split('\n')
      .filter((line) => line.startsWith('Exec='));
    expect(more).toEqual([]);
    // A string value doubles each backslash, the quoting of Exec has put one before each of " ` $ and \.
    const unescaped = exec?.slice('Exec='.length).replaceAll('\\\\', '\\') ?? '';
    expect(unescaped).toMatch(/^".*"$/);
    const word = unescaped
      .slice(1, -1)
      .replaceAll(/\\(["`$\\])/g, '$1')
      .replaceAll('%%', '%');
    expect(word).toBe('/home/a b/100%/"x"/$HOME/`id`/c\\d.AppImage');
  });

  it('is there when it is on, and gone when it is off', () => {
    const { autostart, files } = linux(['/opt/r']);
    expect(autostart.state()).toBe('off');
    autostart.set(true);
    expect(autostart.state()).toBe('on');
    expect([...files.keys()]).toEqual([FILE]);
    autostart.set(false);
    expect(autostart.state()).toBe('off');
    expect(files.size).toBe(0);
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'counts as off when the desktop’s own tool switched it off (%s), and can be switched on again',
    (line) => {
      const { autostart, files } = linux(['/opt/r']);
      files.set(
        FILE,
        `${autostartEntry(['/opt/r']).replace('X-GNOME-Autostart-enabled=true\n', '')}${line}\n`,
      );
      expect(autostart.state()).toBe('off');
      autostart.set(true);
      expect(autostart.state()).toBe('on');
    },
  );

  it('counts as off when it starts a Ringside that lies elsewhere', () => {
    const { files } = linux(['/old/Ringside.AppImage']);
    files.set(FILE, autostartEntry(['/old/Ringside.AppImage']));
    expect(linux(['/new/Ringside.AppImage'], files).autostart.state()).toBe('off');
  });
});

describe('a login item of Windows and macOS', () => {
  it.each<[LoginItem, string]>([
    [{ openAtLogin: false }, 'off'],
    [{ openAtLogin: true }, 'on'],
    [{ openAtLogin: true, executableWillLaunchAtLogin: true }, 'on'],
    [{ openAtLogin: true, executableWillLaunchAtLogin: false }, 'blocked'],
    [{ openAtLogin: false, status: 'requires-approval' }, 'blocked'],
    [{ openAtLogin: true, status: 'enabled' }, 'on'],
    [{ openAtLogin: false, status: 'not-found' }, 'off'],
  ])('%j is told as %s', (item, state) => {
    expect(loginItemAutostart({ get: () => item, set: () => undefined }, true).state()).toBe(state);
  });

  it('is never made for a working copy, and that is said', () => {
    const asked: boolean[] = [];
    const autostart = loginItemAutostart(
      { get: () => ({ openAtLogin: true }), set: (on) => asked.push(on) },
      false,
    );
    autostart.set(true);
    expect(asked).toEqual([]);
    expect(autostart.state()).toBe('unavailable');
  });
});
