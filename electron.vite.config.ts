import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { textsPlugin } from './scripts/texts/textsPlugin.ts';

const here = (path: string): string => resolve(import.meta.dirname, path);

/** Native modules and Electron itself stay outside the bundles; everything else goes in, for a quick start. */
const external = ['electron', 'better-sqlite3', 'keytar'];

/** The oldest Electron the code runs on is 33 (Chromium 130, Node 20.18). */
export default defineConfig({
  main: {
    plugins: [textsPlugin(here('i18n'))],
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: {
          index: here('main/index.ts'),
          syncWorker: here('main/mirror/sync/syncWorker.ts'),
          openAheadWorker: here('main/journal/openAheadWorker.ts'),
          copyWorker: here('main/journal/copies/copyWorker.ts'),
          searchWorker: here('main/mirror/search/searchWorker.ts'),
          sandboxProcess: here('sandbox/process.ts'),
          relayProcess: here('relay/process.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { index: here('preload/index.ts') },
        // A sandboxed window takes only a CommonJS preload script.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [textsPlugin(here('i18n')), react()],
    build: {
      target: 'chrome130',
      // Half the text to read and keep in three processes; main stays readable for the log's stack traces.
      minify: true,
      // One script and one style sheet a page: every further file is another way through the main process.
      isolatedEntries: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      rollupOptions: {
        // All that a page starts with stays together, also what it shares with the views it reads later.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
        input: {
          pop: here('renderer/pop/index.html'),
          account: here('renderer/account/index.html'),
          welcome: here('renderer/welcome/index.html'),
          settings: here('renderer/settings/index.html'),
          preparing: here('renderer/preparing/index.html'),
        },
      },
    },
  },
});
