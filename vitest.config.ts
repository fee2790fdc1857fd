import { defineConfig } from 'vitest/config';

// better-sqlite3 does not fail on an older Node, it crashes the process: say what is wrong instead.
if (Number(process.versions.node.split('.')[0]) < 22) {
  throw new Error(
    `The tests need Node 22 or newer, and this is ${process.version}. Run them through npm: npm test`,
  );
}

export default defineConfig({
  test: {
    projects: [
      // One process for many files: to load the rooms anew for each took two thirds of the time. A unit test leaves nothing behind
      // in its process; those that move clocks or variables put them back.
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], isolate: false } },
      { extends: true, test: { name: 'integration', include: ['test/integration/**/*.test.ts'] } },
    ],
    // For a slow computer that does other things besides; a good one needs a part of it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 20 } },
    // Native modules and child processes: processes, not threads.
    pool: 'forks',
    maxWorkers: 2,
  },
});
