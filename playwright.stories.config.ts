import { defineConfig } from '@playwright/test';

/**
 * Component tests of the screens: each state of test/renderer is a story, mounted into the gallery by Playwright's own `mount`
 * (docs/decisions/014-stories.md). `npm test -- stories`.
 */
export default defineConfig({
  testDir: 'test/renderer',
  testMatch: '*.stories.ts',
  globalSetup: ['./test/renderer/galleryServer.ts', './test/renderer/pictureSets.ts'],
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  // As with e2e: once more, and then named as flaky.
  retries: 1,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results/stories',
});
