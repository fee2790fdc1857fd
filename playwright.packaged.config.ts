import { defineConfig } from '@playwright/test';
import usual from './playwright.config.ts';

/** The packaged app (`npm run test:packaged`): what only it can prove, and the way from sign-in to a logged call. */
export default defineConfig({
  ...usual,
  testDir: 'test',
  testMatch: ['packaged/*.packaged.ts', 'e2e/signIn.e2e.ts', 'e2e/log.e2e.ts'],
});
