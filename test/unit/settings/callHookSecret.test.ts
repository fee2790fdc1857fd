import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/common/clock.ts';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import { createHookListener } from '../../../main/sources/callHook/hookListener.ts';
import { openHookFiles } from '../../../main/sources/callHook/callHookFiles.ts';
import { createAccountSettings } from '../../../main/settings/accountSettings.ts';
import { createSettingsService } from '../../../main/settings/settingsService.ts';
import type { SettingsService } from '../../../main/settings/settingsService.ts';
import { openSettingsFile } from '../../../main/settings/settingsFile.ts';

interface Stoppable {
  stop(): void;
}

/** The real service of settings with the real hook, in a folder of its own. */
let folder: string;
let heard: CallEvent[];
let open: Stoppable[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rs-'));
  heard = [];
  open = [];
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ hookPort: 0 }));
});
afterEach(() => {
  for (const service of open) service.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<SettingsService & Stoppable> {
  const file = openSettingsFile(path.join(folder, 'settings.json'));
  const hook = createHookListener({
    files: openHookFiles(folder),
    places: {
      platform: process.platform,
      dataFolder: folder,
      runtimeFolder: undefined,
      temporaryFolders: [],
    },
    settings: () => file.get(),
    networkAddresses: () => [],
    clock: systemClock,
    monotonic: () => performance.now(),
    listening: () => undefined,
  });
  const service = createSettingsService({
    file,
    accounts: createAccountSettings({ get: () => null, put: () => undefined, delete: () => undefined }),
    can: { hideFromSharing: false },
    hook,
    hookProgram: 'ringside',
    networkAddresses: () => [],
    changed: () => undefined,
  });
  const end = new AbortController();
  const source = hook.kind.open(
    { on: true },
    {
      clock: systemClock,
      monotonic: () => performance.now(),
      random: () => 0,
      secret: () => Promise.resolve(null),
      changed: () => undefined,
      trackReachability: () => undefined,
    },
  );
  if (source === 'incomplete') throw new Error('the hook needs nothing');
  open.push({
    stop: () => {
      end.abort();
    },
  });
  await source.start((event) => heard.push(event), end.signal);
  return {
    ...service,
    stop: () => {
      end.abort();
    },
  };
}
const announced = (): { port: number; token: string; socket?: string } =>
  JSON.parse(readFileSync(path.join(folder, 'hook.json'), 'utf8')) as { port: number; token: string };
const ring = (url: string): Promise<number> => fetch(`${url}79161234567`).then(({ status }) => status);

describe('the hook’s secret', () => {
  it('stays over restarts, and the file that names the place is there only while Ringside runs', async () => {
    const service = await start();
    const url = service.hookUrl('ringing');
    const { token, port, socket } = announced();
    expect(url).toBe(`http://127.0.0.1:${port}/v1/hook/${token}/ringing?number=`);
    expect(socket).toBe(path.join(folder, 'run', 'hook.sock'));
    service.stop();
    expect(existsSync(path.join(folder, 'hook.json'))).toBe(false);
    await start();
    expect(announced().token).toBe(token);
  });

  it('of a version before, when it stood in hook.json alone, goes on', async () => {
    const token = 'z'.repeat(43);
    writeFileSync(path.join(folder, 'hook.json'), `{"port":47824,"token":"${token}"}\n`);
    const service = await start();
    expect(announced().token).toBe(token);
    service.stop();
    await start();
    expect(announced().token).toBe(token);
  });

  it('can be renewed: the old one is refused at once, the texts to paste and the files have the new one', async () => {
    const service = await start();
    const before = { url: service.hookUrl('ringing'), network: service.networkUrl('ended'), ...announced() };
    expect(await ring(before.url)).toBe(204);
    service.renewHookToken();
    const url = service.hookUrl('ringing');
    const { token, port } = announced();
    expect(token).not.toBe(before.token);
    expect(port).toBe(before.port);
    expect(url).toContain(token);
    expect(service.networkUrl('ended')).toContain(token);
    expect([await ring(before.url), await ring(url)]).toEqual([401, 204]);
    expect(heard).toHaveLength(2);
    service.stop();
    const again = await start();
    expect(again.hookUrl('ringing')).toContain(token);
  });

  it('is readable by its owner alone, whatever the umask and whatever an earlier run left', async () => {
    const umask = process.umask(0);
    try {
      for (const name of ['hook.json', 'hook.token']) {
        writeFileSync(path.join(folder, `${name}.new`), '');
        chmodSync(path.join(folder, `${name}.new`), 0o666);
      }
      await start();
    } finally {
      process.umask(umask);
    }
    for (const name of ['hook.json', 'hook.token']) {
      expect([name, statSync(path.join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it('the program is told where to report also while another program has the port', async () => {
    const first = await start();
    const { port } = announced();
    writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ hookPort: port }));
    const second = await start();
    expect(second.current(null).hook.state).toBe('portInUse');
    expect(announced()).toMatchObject({ port: 0, socket: path.join(folder, 'run', 'hook.sock') });
    expect(first.current(null).hook.state).toBe('listening');
  });
});
