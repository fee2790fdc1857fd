import { startSandbox } from '../sandbox/announcement.ts';
import { USAGE, parseCommandLine } from '../sandbox/commandLine.ts';

/** `npm run sandbox`: prints one line of JSON when it listens; SIGINT or SIGTERM ends it, its file saved. */
async function main(): Promise<void> {
  const command = parseCommandLine(process.argv.slice(2));
  if (typeof command === 'string') {
    process.stderr.write(`sandbox: ${command}\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const started = await startSandbox(command);
  if (!started.ok) {
    process.stderr.write(`sandbox: ${started.message}\n`);
    process.exitCode = 1;
    return;
  }
  const stop = (): void => {
    void started.sandbox.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(`${JSON.stringify(started.announcement)}\n`);
}

void main();
