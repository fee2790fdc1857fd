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
    const value = socketUrl === null ? null : await evaluate(socketUrl, expression);
    if (value !== null) return value;
    if (Date.now() > deadline) throw new Error(`no page at ${url} answers`);
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

/** Null when there was nobody to answer: a page that has only just begun to load drops what it is asked. */
async function evaluate(socketUrl: string, expression: string): Promise<number | null> {
  const socket = new WebSocket(socketUrl);
  try {
    return await new Promise((resolve) => {
      socket.addEventListener('close', () => {
        resolve(null);
      });
      socket.addEventListener('open', () => {
        const params = { expression, awaitPromise: true };
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
      });
      socket.addEventListener('message', ({ data }) => {
        const said = answer.safeParse(JSON.parse(String(data)));
        resolve(said.success ? said.data.result.result.value : null);
      });
    });
  } finally {
    socket.close();
  }
}
