import { spawnSync } from 'node:child_process';
import { hookProgram } from './hookProgram.ts';

/** Runs the softphones' program with what stands after our name, and ends as it did; 1 when it is not there. */
export function runHookCommand(): never {
  const { status, error } = spawnSync(hookProgram(), process.argv.slice(process.argv.indexOf('call')), {
    stdio: 'inherit',
    shell: false,
  });
  if (error !== undefined) process.stderr.write(`ringside: ${error.message}\n`);
  process.exit(status ?? 1);
}
