import { startSandbox } from '../sandbox/announcement.ts';
import { identityFor } from '../sandbox/certificates.ts';
import { USAGE, parseCommandLine } from '../sandbox/commandLine.ts';

/** `npm run sandbox`: prints one line of JSON when it listens; SIGINT or SIGTERM ends it, its file saved. */
async function main(): Promise<void> {
  const command = parseCommandLine(process.argv.slice(2));
  if (typeof command === 'string') {
    process.stderr.write(`sandbox: ${command}\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const started = await startSandbox(command, identityFor);
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
  const { port, tls } = started.announcement;
  if (!tls) return;
  process.stderr.write(
    [
      `sandbox: https on 127.0.0.1:${String(port)}; trust ${tls.ca} where you try it, and nowhere else:`,
      `  Node:     NODE_EXTRA_CA_CERTS=${tls.ca}`,
      `  Chromium: --host-resolver-rules="${tls.hostResolverRules}"`,
      `  anything: ${tls.hostsLine}    (in the hosts file, with --port 443)`,
      '',
    ].join('\n'),
  );
}

void main();
