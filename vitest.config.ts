import { defineConfig } from 'vitest/config';
import { compiledMessages } from './scripts/compiledMessages.ts';

// better-sqlite3 does not fail on an older Node, it crashes the process: say what is wrong instead.
if (Number(process.versions.node.split('.')[0]) < 22) {
  throw new Error(
    `The tests need Node 22 or newer, and this is ${process.version}. Run them through npm: npm test`,
  );
}

export default defineConfig({
  plugins: [compiledMessages()],
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Native modules and child processes: processes, not threads.
    pool: 'forks',
    maxWorkers: 2,
  },
});
