import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openScriptFolder, type ScriptFolder } from '../../../../main/settings/scripts/scriptFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-held-'));
let opened: ScriptFolder | null = null;
afterEach(() => {
  opened?.stop();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

describe('a call script that could not be read', () => {
  it('is read once it can be, although nothing of the file itself has changed', async () => {
    const path = join(folder, 'a.md');
    writeFileSync(path, '# A');
    // Held by another program, or not to be read: rights alone stop nobody who runs as root.
    const held = vi.spyOn(fs, 'readFile').mockRejectedValue(new Error('EBUSY'));
    syncBuiltinESMExports();
    const scripts = openScriptFolder(folder, 20);
    opened = scripts;
    const changed = async (): Promise<void> =>
      new Promise<void>((resolve) => {
        scripts.onChange(resolve);
      });
    await changed();
    expect(scripts.problems()).toEqual([{ problem: 'unreadable', path, where: '' }]);
    const next = changed();
    held.mockRestore();
    syncBuiltinESMExports();
    await next;
    expect(scripts.problems()).toEqual([]);
    expect(scripts.get()).toMatchObject([{ name: 'A' }]);
  });
});
