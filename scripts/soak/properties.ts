import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/folders.ts';
import { runTool } from '../tool.ts';

/**
 * Runs the unit tests that have properties with another seed and more cases than `npm test` has.
 *
 * @param plan.seed of the cases; the closing line names it, and a failed property names its own case
 * @param plan.times how many times as many cases
 */
export async function soakProperties({
  seed,
  times,
}: {
  readonly seed: number;
  readonly times: number;
}): Promise<{ readonly ok: boolean; readonly seed: number; readonly times: number; readonly files: number }> {
  const files = globSync('test/unit/**/*.test.ts', { cwd: root }).filter((file) =>
    readFileSync(path.join(root, file), 'utf8').includes('property.ts'),
  );
  const ok = await runTool('vitest', ['run', '--testTimeout=0', ...files], {
    ...process.env,
    RINGSIDE_PROPERTY_SEED: String(seed),
    RINGSIDE_PROPERTY_TIMES: String(times),
  });
  return { ok, seed, times, files: files.length };
}
