import { spawnSync } from 'node:child_process';
import { hookProgram } from './hookProgram.ts';

/** Runs the softphones' program with its own command and what stands after it, and ends as it did; 1 when it is not there. */
export function runHookCommand(command: string): never {
  const { status, error } = spawnSync(hookProgram(), process.argv.slice(process.argv.indexOf(command)), {
    stdio: 'inherit',
    shell: false,
  });
  if (error !== undefined) process.stderr.write(`ringside: ${error.message}\n`);
  process.exit(status ?? 1);
}
