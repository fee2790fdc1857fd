import { defineConfig } from 'vitest/config';

/** The tests a mutant has to survive: the unit tests of the rooms that are mutated, in one process after the other. */
export default defineConfig({
  test: {
    include: ['test/unit/{outbox,writes,accounts,ipc,webhooks}/**/*.test.ts'],
    testTimeout: 20_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
