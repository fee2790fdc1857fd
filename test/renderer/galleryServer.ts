import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { textsPlugin } from '../../scripts/texts/textsPlugin.ts';

/** As main sends it with every page, but for the gallery's texts: a story must come out under it too. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src blob:; connect-src 'self'";

const repository = path.resolve(import.meta.dirname, '../..');

/** Builds the gallery once for all workers and serves it; says where by RINGSIDE_GALLERY. */
export default async function serveGallery(): Promise<() => Promise<void>> {
  const built = await mkdtemp(path.join(tmpdir(), 'ringside-gallery-'));
  const page = 'test/renderer/gallery/index.html';
  await build({
    configFile: false,
    root: repository,
    publicDir: false,
    plugins: [textsPlugin(path.join(repository, 'i18n')), react()],
    logLevel: 'warn',
    build: {
      outDir: built,
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: { gallery: path.join(repository, page) } },
    },
  });
  const server = await preview({
    configFile: false,
    root: repository,
    build: { outDir: built },
    preview: {
      host: '127.0.0.1',
      port: 0,
      headers: {
        'Content-Security-Policy': contentSecurityPolicy,
        // Read and compiled once a window.
        'Cache-Control': 'max-age=3600',
      },
    },
    logLevel: 'warn',
  });
  const origin = server.resolvedUrls?.local[0] ?? '';
  process.env['RINGSIDE_GALLERY'] = `${origin}${page}`;
  return async () => {
    await server.close();
    await rm(built, { recursive: true, force: true });
  };
}
