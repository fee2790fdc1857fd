import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, runs } from '../../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccountSettings } from '../../../main/settings/accountSettings.ts';
import { openSettingsFile } from '../../../main/settings/settingsFile.ts';
import { createSettingsService } from '../../../main/settings/settingsService.ts';
import { windowKinds } from '../../../preload/contract/request.ts';
import { settings as settingsSchema, settingsChange } from '../../../preload/contract/settings.ts';
import type { SettingsChange } from '../../../preload/contract/settings.ts';
import type { Setting } from '../../../preload/settings/controls.ts';
import { SETTINGS, changeableNames, settingNames, usualOf } from '../../../preload/settings/settingsList.ts';
import { savedSchemas, settingSchemas } from '../../../preload/settings/settingsSchemas.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const rows = new Map<string, string>();
function service() {
  const told: number[] = [];
  const made = createSettingsService({
    file: openSettingsFile(path),
    accounts: createAccountSettings({
      get: (account, key) => rows.get(`${account} ${key}`) ?? null,
      put: (account, key, text) => void rows.set(`${account} ${key}`, text),
      delete: (account, key) => void rows.delete(`${account} ${key}`),
    }),
    can: { hideFromSharing: false },
    hook: {
      status: () => ({ state: 'ready', reason: null, lastEvent: null }),
      port: () => 47_824,
      token: () => 'token',
      moved: async () => undefined,
      renewToken: () => undefined,
    },
    hookProgram: 'ringside',
    networkAddresses: () => [],
    changed: () => void told.push(1),
  });
  return { ...made, told };
}

/** Any value that a window may ask for. */
function askable(setting: Setting): fc.Arbitrary<unknown> {
  const text = fc.string({ maxLength: 20 });
  switch (setting.kind) {
    case 'choice':
    case 'steps':
      return fc.constantFrom<string | number>(...setting.options);
    case 'switch':
      return fc.boolean();
    case 'port':
      return fc.integer({ min: 1024, max: 65_535 });
    case 'texts':
      return fc.array(text, { maxLength: 5 });
    case 'time':
      return fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    case 'days':
      return fc.subarray([1, 2, 3, 4, 5, 6, 7]);
    case 'ids':
      return fc.array(fc.integer({ min: 1, max: 1e9 }), { maxLength: 5 });
    default:
      throw new Error(`no window may change a setting of the kind ${setting.kind}`);
  }
}
const changes = fc.record(
  Object.fromEntries(changeableNames.map((name) => [name, askable(SETTINGS[name])])),
  { requiredKeys: [] },
) as fc.Arbitrary<SettingsChange>;
const account = { kind: 'account', account: 'a' } as const;

describe('every setting of the list', () => {
  it.each(settingNames.filter((name) => SETTINGS[name].kind !== 'shortcut'))(
    '%s holds what is usual where nothing is saved',
    (name) => {
      expect(settingSchemas[name].parse(usualOf(name))).toEqual(usualOf(name));
      expect(savedSchemas[name].parse(undefined)).toEqual(usualOf(name));
    },
  );

  it.each(windowKinds)(
    'is changed from %s only where the list says so, and else nothing of the request is',
    async (kind) => {
      const { changeFor, current } = service();
      for (const name of changeableNames) {
        const before = current('a').values;
        const isMeant = (SETTINGS[name].changedIn as readonly string[]).includes(kind);
        const [wanted] = fc.sample(askable(SETTINGS[name]), 1);
        const changed = await changeFor(
          { kind, account: kind === 'account' ? 'a' : null },
          { theme: 'dark', [name]: wanted },
        );
        expect([name, changed.ok]).toEqual([name, isMeant && kind !== 'pop']);
        expect(current('a').values).toEqual(
          changed.ok ? { ...before, theme: 'dark', [name]: wanted } : before,
        );
      }
    },
  );

  it('that an account has is not changed from a window without one, nor for another account', async () => {
    const { changeFor, current } = service();
    expect((await changeFor({ kind: 'account', account: null }, { whoLogs: 'pbx' })).ok).toBe(false);
    expect((await changeFor(account, { whoLogs: 'pbx' })).ok).toBe(true);
    expect([current('a').values.whoLogs, current('b').values.whoLogs, current(null).values.whoLogs]).toEqual([
      'pbx',
      'first',
      'first',
    ]);
  });

  it('changes alone: what was changed is told, kept for the next start, and nothing else is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { maxLength: 4 }), async (all) => {
        rmSync(path, { force: true });
        rows.clear();
        const { changeFor, current, told } = service();
        let wanted = current('a').values;
        for (const change of all) {
          const asked = settingsChange.parse(change);
          const changed = await changeFor(account, asked);
          wanted = { ...wanted, ...(asked as Partial<typeof wanted>) };
          expect(changed).toMatchObject({ ok: true, value: { values: wanted } });
        }
        expect(told).toHaveLength(all.length);
        const next = service().current('a');
        expect(next.values).toEqual(wanted);
        expect(settingsSchema.parse(next)).toEqual(next);
      }),
      { numRuns: runs(60) },
    );
  });

  it('is saved in its section, and a section that a person wrote in part is whole', async () => {
    const { changeFor } = service();
    await changeFor(account, { 'pop.corner': 'bottomLeft' });
    const saved = JSON.parse(readFileSync(path, 'utf8')) as { readonly pop: object };
    expect(saved.pop).toMatchObject({ corner: 'bottomLeft', incoming: 'ring', silentNumbers: [] });
  });
});
