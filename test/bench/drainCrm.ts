import { isMainThread, parentPort } from 'node:worker_threads';
import { createSandbox } from '../../sandbox/server.ts';

/** What the bench asks of its CRM. */
export type DrainOrder =
  { readonly ask: 'delay'; readonly delayMs: number } | { readonly ask: 'held' } | { readonly ask: 'close' };

/** What the CRM of the bench holds: ids grow with time. */
export interface DrainHeld {
  readonly calls: readonly { readonly id: number; readonly uniq: string }[];
  readonly tasks: readonly { readonly id: number; readonly text: string }[];
}

/** A sandbox without a limit in a thread of its own, so that it takes no time from what is measured. */
async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const sandbox = createSandbox({ requestsPerSecond: null, contacts: 300 });
  await sandbox.listen(0);
  const [store] = sandbox.store.accounts;
  const [account] = sandbox.accounts;
  port.on('message', (order: DrainOrder) => {
    if (order.ask === 'delay') {
      sandbox.behave();
      if (order.delayMs > 0) sandbox.misbehave({ what: 'delay', delayMs: order.delayMs, times: null });
      port.postMessage(null);
    } else if (order.ask === 'held') {
      const calls = sandbox.calls(account?.subdomain).map(({ note_id, uniq }) => ({ id: note_id, uniq }));
      const tasks = store?.tasks.all().map(({ id, text }) => ({ id, text })) ?? [];
      port.postMessage({ calls, tasks } satisfies DrainHeld);
    } else {
      void sandbox.close().then(() => port.close());
    }
  });
  port.postMessage({ ...account, agentId: store?.account.agent_id ?? 0 });
}

if (!isMainThread && parentPort !== null) await serve(parentPort);
