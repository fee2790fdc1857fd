import { USAGE, parseCommandLine } from './commandLine.ts';
import { startRelay } from './relay.ts';

/**
 * The command: prints one line of JSON when it listens; SIGINT or SIGTERM ends it once everything under way is stored
 * and answered.
 *
 * @param args what stands after the program's name
 * @returns the exit code when there is nothing to run; null while the relay runs
 */
export async function runRelay(args: readonly string[]): Promise<number | null> {
  const options = parseCommandLine(args, process.env);
  if (typeof options === 'string') {
    process.stderr.write(`relay: ${options}\n${USAGE}\n`);
    return 2;
  }
  // What libraries write by themselves is nobody else's either.
  process.umask(0o077);
  try {
    const relay = await startRelay(options);
    const stop = (): void => {
      void relay.close().then(() => process.exit(0));
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    process.stdout.write(`${JSON.stringify(relay.announcement)}\n`);
    return null;
  } catch (error) {
    process.stderr.write(`relay: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
