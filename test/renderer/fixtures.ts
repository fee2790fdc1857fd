import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { definedOnly, rootArgs } from '../../scripts/drive/app.ts';
import { attach } from '../../scripts/drive/attach.ts';
import { electronPath } from '../../scripts/electronPath.ts';

export { expect } from '@playwright/test';

/** The gallery in the renderer that is shipped, Electron's: one window a worker, which each story loads anew. */
export const test = base.extend<object, { readonly galleryWindow: Page }>({
  galleryWindow: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
    async ({}, provide) => {
      const data = mkdtempSync(path.join(tmpdir(), 'ringside-gallery-data-'));
      const electron = await attach({
        executablePath: electronPath(),
        args: [
          path.join(import.meta.dirname, 'electron'),
          `--user-data-dir=${data}`,
          '--disable-gpu',
          '--lang=en',
          // As pictures of one computer are compared.
          '--force-device-scale-factor=1',
          ...rootArgs(),
        ],
        env: definedOnly({ ...process.env, TZ: 'Europe/London' }),
      });
      const page = await electron.firstWindow();
      // Its first page takes the place of the empty one that a window begins with.
      await page.waitForURL(/^data:/u);
      // The pop's window has the height of its content, which a story's has only for its picture.
      const devTools = await page.context().newCDPSession(page);
      await devTools.send('Emulation.setScrollbarsHidden', { hidden: true });
      await provide(page);
      await electron.close();
      rmSync(data, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  page: async ({ galleryWindow }, provide) => {
    await provide(galleryWindow);
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  baseURL: async ({}, provide) => {
    await provide(process.env['RINGSIDE_GALLERY']);
  },
});
