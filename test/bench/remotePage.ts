import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const LOOK_MS = 10;
const PATIENCE_MS = 60_000;

const targets = z.array(z.object({ url: z.string(), webSocketDebuggerUrl: z.string().optional() }));
const answer = z.object({
  id: z.literal(1),
  result: z.object({ result: z.object({ value: z.number() }) }),
});

/**
 * Evaluates an expression that promises a number in the first page whose address begins with `url`, over the Chrome
 * DevTools Protocol at `port`. Waits up to a minute for the page.
 */
export async function evaluateIn(port: number, url: string, expression: string): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const socketUrl = await pageAt(port, url);
    if (socketUrl !== null) return evaluate(socketUrl, expression);
    if (Date.now() > deadline) throw new Error(`no page at ${url}`);
    await delay(LOOK_MS);
  }
}

async function pageAt(port: number, url: string): Promise<string | null> {
  try {
    const list = targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
    return list.find((target) => target.url.startsWith(url))?.webSocketDebuggerUrl ?? null;
  } catch {
    // It does not listen yet.
    return null;
  }
}

async function evaluate(socketUrl: string, expression: string): Promise<number> {
  const socket = new WebSocket(socketUrl);
  try {
    return await new Promise((resolve, reject) => {
      socket.addEventListener('error', () => {
        reject(new Error('the page is gone'));
      });
      socket.addEventListener('open', () => {
        const params = { expression, awaitPromise: true };
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
      });
      socket.addEventListener('message', ({ data }) => {
        const said = answer.safeParse(JSON.parse(String(data)));
        if (said.success) resolve(said.data.result.result.value);
        else reject(new Error(`the page answered ${String(data).slice(0, 300)}`));
      });
    });
  } finally {
    socket.close();
  }
}
