import path from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import schema from 'app-builder-lib/scheme.json' with { type: 'json' };
import { DebugLogger } from 'builder-util';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../../i18n/languages.ts';

const root = path.resolve(import.meta.dirname, '../../..');
type Config = Awaited<ReturnType<typeof getConfig>>;
let config: Config;

beforeAll(async () => {
  config = await getConfig(root, null, null);
});

describe('electron-builder.yml', () => {
  it('fits electron-builder’s own schema, and the check can fail', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    const wrong = { ...config, electronFuses: { runAsNode: 'never' } } as unknown as Config;
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(/electronFuses/);
  });

  it('states every fuse electron-builder knows, the safe way', () => {
    expect(Object.keys(config.electronFuses ?? {}).toSorted()).toEqual(
      Object.keys(schema.definitions.FuseOptionsV1.properties).toSorted(),
    );
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: false,
    });
  });

  it('builds NSIS for Windows, dmg and zip for macOS, AppImage and tar.gz for Linux', () => {
    expect(config.win?.target).toEqual(['nsis']);
    expect(config.mac?.target).toEqual(['dmg', 'zip']);
    expect(config.linux?.target).toEqual(['AppImage', 'tar.gz']);
  });

  it('names its files: no package comes along but the two native modules, and of them what runs', () => {
    const sets = config.files as readonly { readonly filter: readonly string[] }[];
    const files = sets.flatMap(({ filter }) => filter);
    expect(files).toContain('!node_modules/**');
    const packages = files
      .filter((file) => file.startsWith('node_modules/'))
      .map((file) => file.split('/')[1]);
    expect(new Set(packages)).toEqual(new Set(['better-sqlite3', 'keytar']));
    expect(files.filter((file) => file.endsWith('.node'))).toHaveLength(2);
    expect(config.asar).toEqual({ smartUnpack: false });
    expect(config.asarUnpack).toEqual(['**/*.node']);
  });

  it('gives each system its own hook program, and all of them the publisher’s key where there is one', () => {
    const hook = (name: string) => [{ from: 'out/hook', to: 'hook', filter: [name] }];
    expect(config.linux?.extraResources).toEqual(hook('ringside'));
    expect(config.mac?.extraResources).toEqual(hook('ringside'));
    expect(config.win?.extraResources).toEqual(hook('ringside.exe'));
    expect(config.extraResources).toMatchObject([{ from: 'build', filter: ['update-key.pem'] }]);
  });

  it('keeps what Chromium says in every language of the list, and asks Debian for the keychain’s library', () => {
    const kept = [config.electronLanguages ?? []].flat().toSorted();
    expect(kept).toEqual(['en-US', ...LANGUAGE_TAGS].toSorted());
    expect(config.deb?.depends).toContain('libsecret-1-0');
  });

  it('offers the links of telephones and owns its own', () => {
    const protocols = [config.protocols ?? []].flat();
    expect(protocols.flatMap(({ schemes }) => schemes)).toEqual(['ringside', 'tel', 'callto', 'sip']);
  });

  it('has no update feed of its own, and keeps the journal when it is removed', () => {
    expect(config.publish).toBeNull();
    expect(config.nsis?.deleteAppDataOnUninstall).toBe(false);
    expect(config.win?.verifyUpdateCodeSignature).toBe(true);
  });
});
