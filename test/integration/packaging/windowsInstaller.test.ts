import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOnPath } from '../../../scripts/setup/childProcess.ts';
import { root } from '../../../scripts/setup/folders.ts';
import { type Windows, startWine } from '../../phones/wine.ts';

/**
 * What the Windows installer writes of its own (`build/installer.nsh`), compiled into the smallest installer and run under
 * Wine: electron-builder's own part needs tools that it fetches from elsewhere.
 */
const missing = ['makensis', 'wine', 'wineserver'].filter((program) => !isOnPath(program));
const folder = mkdtempSync(path.join(tmpdir(), 'ringside-nsis-'));
const installer = path.join(folder, 'ringside-setup.exe');
const SCRIPT = `
Target amd64-unicode
!define APP_EXECUTABLE_FILENAME "Ringside.exe"
!include "${path.join(root, 'build', 'installer.nsh')}"
Name "Ringside"
OutFile "${installer}"
RequestExecutionLevel user
SilentInstall silent
InstallDir "C:\\An agent's programs\\Ringside"
Section
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\\uninstall.exe"
  !insertmacro customInstall
SectionEnd
Section "Uninstall"
  SetShellVarContext current
  !insertmacro customUnInstall
SectionEnd
`;
const OPENS_A_LINK = String.raw`"C:\An agent's programs\Ringside\Ringside.exe" -- "%1"`;

describe.skipIf(missing.length > 0)(
  `the Windows installer under Wine${missing.length > 0 ? ` (not on the PATH: ${missing.join(', ')})` : ''}`,
  { timeout: 240_000 },
  () => {
    let windows: Windows;

    /** A value of the agent's own registry, null when it is not there; the key's default without a name. */
    async function registered(key: string, name?: string): Promise<string | null> {
      const asked = name === undefined ? ['/ve'] : ['/v', name];
      const { code, out } = await windows.run('reg', ['query', String.raw`HKCU\Software` + key, ...asked]);
      return code === 0 ? (/REG_SZ {4}(.*?)\r?\n/.exec(out)?.[1] ?? '') : null;
    }

    beforeAll(async () => {
      const script = path.join(folder, 'setup.nsi');
      writeFileSync(script, SCRIPT);
      execFileSync('makensis', ['-V1', '-WX', script]);
      windows = startWine(folder);
      const { code, said } = await windows.run(installer, ['/S']);
      if (code !== 0) throw new Error(`the installer ended with ${code}: ${said}`);
    }, 240_000);
    afterAll(() => {
      windows.close();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it('takes ringside: links, and no link can become a switch of Chromium', async () => {
      expect(await registered(String.raw`\Classes\ringside`, 'URL Protocol')).toBe('');
      expect(await registered(String.raw`\Classes\ringside\shell\open\command`)).toBe(OPENS_A_LINK);
    });

    it.each(['tel', 'callto', 'sip'])('offers itself for %s: links and takes nothing', async (scheme) => {
      expect(await registered(String.raw`\RegisteredApplications`, 'Ringside')).toBe(
        String.raw`Software\Ringside\Capabilities`,
      );
      expect(await registered(String.raw`\Ringside\Capabilities\UrlAssociations`, scheme)).toBe(
        'Ringside.Call',
      );
      expect(await registered(String.raw`\Classes\Ringside.Call\shell\open\command`)).toBe(OPENS_A_LINK);
      expect(await registered(String.raw`\Classes` + `\\${scheme}`)).toBeNull();
    });

    it('takes all of it along when it is removed, and nothing of others', async () => {
      const others = [
        'add',
        String.raw`HKCU\Software\RegisteredApplications`,
        '/v',
        'Other',
        '/d',
        'x',
        '/f',
      ];
      expect(await windows.run('reg', others)).toMatchObject({ code: 0 });
      const installed = path.join(folder, 'wine', 'drive_c', "An agent's programs", 'Ringside');
      // Where it lies, not from a copy of itself: it is waited for then.
      expect(
        await windows.run(path.join(installed, 'uninstall.exe'), [
          '/S',
          String.raw`_?=C:\An agent's programs\Ringside`,
        ]),
      ).toMatchObject({
        code: 0,
      });
      for (const key of [String.raw`\Classes\ringside`, String.raw`\Classes\Ringside.Call`]) {
        expect(await registered(String.raw`${key}\shell\open\command`)).toBeNull();
      }
      expect(await registered(String.raw`\Ringside\Capabilities\UrlAssociations`, 'tel')).toBeNull();
      expect(await registered(String.raw`\RegisteredApplications`, 'Ringside')).toBeNull();
      expect(await registered(String.raw`\RegisteredApplications`, 'Other')).toBe('x');
    });
  },
);
