import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';

/** What a running sandbox says of itself (sandbox/README.md). */
const hello = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('listening'),
    port: z.number().int(),
    accounts: z.array(
      z.object({ host: z.string(), clientId: z.string(), clientSecret: z.string(), redirectUri: z.string() }),
    ),
  }),
  z.object({ type: z.literal('failed'), code: z.string() }),
]);

/** How to sign in to the demo CRM. */
export interface DemoIntegration {
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** The CRM stand-in for "Try with demo data", in a process of its own. */
export interface DemoSandbox {
  /** Starts it unless it runs. The failure is the reason in a word, for example `EADDRINUSE`. */
  start(): Promise<Result<DemoIntegration, string>>;
  stop(): void;
}

interface DemoSandboxDeps {
  /** The built sandbox/process.ts. */
  readonly script: string;
  readonly port: number;
  readonly redirectUri: string;
  /** Where the demo CRM keeps its data, so that it is still there tomorrow. */
  readonly file: string;
}

/** On a busy computer it takes a while; one that takes longer has stopped. */
const START_MS = 60_000;

export function createDemoSandbox(deps: DemoSandboxDeps): DemoSandbox {
  let child: UtilityProcess | null = null;
  let starting: Promise<Result<DemoIntegration, string>> | null = null;

  function launch(): Promise<Result<DemoIntegration, string>> {
    const args = ['--port', String(deps.port), '--redirect-uri', deps.redirectUri, '--file', deps.file];
    const process = utilityProcess.fork(deps.script, args, { serviceName: 'Ringside demo CRM' });
    child = process;
    return new Promise((resolve) => {
      const end = (result: Result<DemoIntegration, string>): void => {
        clearTimeout(deadline);
        resolve(result);
      };
      const deadline = setTimeout(() => {
        process.kill();
        end(fail('it did not start'));
      }, START_MS);
      process.once('exit', (code) => {
        child = null;
        starting = null;
        end(fail(`it ended with ${code}`));
      });
      process.on('message', (message: unknown) => {
        const said = hello.safeParse(message);
        if (!said.success) return;
        if (said.data.type === 'failed') return end(fail(said.data.code));
        const [first] = said.data.accounts;
        if (first === undefined) return end(fail('it has no accounts'));
        const { clientId, clientSecret, redirectUri } = first;
        end(ok({ port: said.data.port, clientId, clientSecret, redirectUri }));
      });
    });
  }

  return {
    async start() {
      starting ??= launch();
      const result = await starting;
      if (!result.ok) starting = null;
      return result;
    },
    stop() {
      child?.kill();
    },
  };
}
