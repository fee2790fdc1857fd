import { defineConfig } from '@playwright/test';

/** End-to-end tests drive the real Electron; one at a time, because they share ports and the keyboard. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  retries: 0,
  reporter: [['list']],
  outputDir: 'test-results',
});
