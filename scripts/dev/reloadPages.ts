import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** Chromium's list of what its developer tools can be attached to. */
const targetsSchema = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.url() }));

/**
 * Tells every window of an Electron that listens for developer tools to read its page again.
 *
 * @param port where it listens, on this computer
 * @returns how many windows were told
 */
export async function reloadPages(port: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/json`);
  const pages = targetsSchema.parse(await answer.json()).filter(({ type }) => type === 'page');
  await Promise.all(pages.map(({ webSocketDebuggerUrl }) => reload(webSocketDebuggerUrl)));
  return pages.length;
}

async function reload(url: string): Promise<void> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const answered = once(socket, 'message');
  socket.send(JSON.stringify({ id: 1, method: 'Page.reload', params: { ignoreCache: true } }));
  await answered;
  socket.close();
}
