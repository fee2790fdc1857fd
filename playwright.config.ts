import { defineConfig } from '@playwright/test';

/**
 * End-to-end tests drive the real Electron, on Linux two files at a time: each worker has a display, a keyboard, a bus and a
 * keychain of its own there (fixtures.ts), and the ports are free ones. A failed test is run once more, because a display, a window manager and a driver have moods of their own; the closing lines name it as
 * flaky, and that is a fault to mend.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  workers: process.platform === 'linux' ? 2 : 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  retries: 1,
  reporter: [['list']],
  outputDir: 'test-results',
});
