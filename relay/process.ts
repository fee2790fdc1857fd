import { runRelay } from './run.ts';

/**
 * The relay as a built file: `node relayProcess.js --port 8790 --data DIR`, and, loaded by the packaged app in place of
 * itself, `ringside relay --port 8790 --data DIR`.
 */
async function main(): Promise<void> {
  const after = 'electron' in process.versions ? process.argv.indexOf('relay') + 1 : 2;
  const code = await runRelay(process.argv.slice(after));
  // Electron stays alive with nothing to do.
  if (code !== null) process.exit(code);
}

void main();
