import { defineConfig } from 'vitest/config';

/** `npm run test:pbx`: real switchboards, one after the other. */
export default defineConfig({
  test: {
    include: ['test/pbx/*.pbx.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    fileParallelism: false,
  },
});
