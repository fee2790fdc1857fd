import { startSandbox } from './announcement.ts';
import { parseCommandLine } from './commandLine.ts';

/**
 * The sandbox in a process of its own, started by the app (an Electron utility process) or by `child_process.fork`. It takes the
 * arguments of the command (commandLine.ts) and tells its parent `{type:'listening',port,accounts}` or `{type:'failed',code,message}`.
 */
async function main(): Promise<void> {
  const command = parseCommandLine(process.argv.slice(2));
  if (typeof command === 'string') {
    fail('ERR_ARGUMENTS', command);
    return;
  }
  const started = await startSandbox(command);
  if (!started.ok) {
    fail(started.code, started.message);
    return;
  }
  const stop = (): void => {
    // The port to the parent would keep the process alive: leave once the state is saved.
    void started.sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  tellParent({ type: 'listening', ...started.announcement });
}

/** Says why, and leaves: the port to the parent would keep an idle process alive. */
function fail(code: string, message: string): void {
  tellParent({ type: 'failed', code, message });
  process.exitCode = 1;
  // Long enough for the message to have left.
  setTimeout(() => process.exit(), 200);
}

/** Electron gives a utility process `process.parentPort`; a forked one has `process.send`. */
function tellParent(message: object): void {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (canPost(port)) port.postMessage(message);
  else process.send?.(message);
}

const canPost = (value: unknown): value is { postMessage(message: object): void } =>
  typeof value === 'object' &&
  value !== null &&
  'postMessage' in value &&
  typeof value.postMessage === 'function';

void main();
