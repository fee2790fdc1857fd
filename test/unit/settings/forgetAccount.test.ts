import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { forgetAccount } from '../../../main/settings/forgetAccount.ts';
import { openSettingsFile } from '../../../main/settings/settingsFile.ts';

it('of a removed account nothing is left in settings.json, and all of the others’', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-settings-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, 'settings.json');
  const file = openSettingsFile(path);
  file.change({ notices: { off: ['taskDue'], quietAccounts: ['kommo.com:1:7', 'amocrm.ru:2:8'] } });
  expect(readFileSync(path, 'utf8')).toContain('kommo.com:1:7');
  forgetAccount(file, 'kommo.com:1:7');
  expect(readFileSync(path, 'utf8')).not.toContain('kommo.com:1:7');
  expect(openSettingsFile(path).get().notices).toEqual({
    off: ['taskDue'],
    quietAccounts: ['amocrm.ru:2:8'],
  });
});
