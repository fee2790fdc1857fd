import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';

/** A moment of a write of a call, as the sandbox saw it. */
export type WriteMoment = 'received' | 'written' | 'answered' | 'dropped';

/** The sandbox's own account of the writes of calls, live. */
export interface CrmChanges {
  /** Writes received and not answered yet. */
  underWay(): { readonly received: number; readonly written: number };
  /** Resolves true at the next such moment (or when a write is at it now), false after `patienceMs`. */
  next(moment: 'received' | 'written', patienceMs: number): Promise<boolean>;
  stop(): void;
}

const event = z.object({
  phase: z.enum(['received', 'written', 'answered', 'dropped']),
  request: z.object({ id: z.number(), method: z.string(), path: z.string() }),
});

/** A call gets into the CRM by one of these. */
const isCallWrite = (method: string, path: string): boolean =>
  method === 'POST' && (path === '/api/v4/calls' || path.endsWith('/notes'));

/** Listens to the sandbox at a port; resolves when nothing is missed any more. */
export async function listenToCrm(port: number): Promise<CrmChanges> {
  const end = new AbortController();
  const stream = await fetch(`http://localhost:${port}/_sandbox/events`, { signal: end.signal });
  if (stream.body === null) throw new Error('the sandbox tells no events');
  const at = new Map<number, 'received' | 'written'>();
  const waiting = new Set<(moment: WriteMoment) => void>();
  const input = Readable.fromWeb(stream.body);
  const lines = createInterface({ input });
  lines.on('line', (line) => {
    if (!line.startsWith('data: ')) return;
    const { phase, request } = event.parse(JSON.parse(line.slice('data: '.length)));
    if (!isCallWrite(request.method, request.path)) return;
    if (phase === 'received' || phase === 'written') at.set(request.id, phase);
    else at.delete(request.id);
    for (const hear of waiting) hear(phase);
  });
  // Ends with the abort below, which is no news.
  input.on('error', () => undefined);

  const count = (moment: 'received' | 'written'): number =>
    [...at.values()].filter((phase) => phase === moment).length;
  return {
    underWay: () => ({ received: count('received'), written: count('written') }),
    async next(moment, patienceMs) {
      if (count(moment) > 0) return true;
      return new Promise((resolve) => {
        const finish = (found: boolean): void => {
          clearTimeout(patience);
          waiting.delete(hear);
          resolve(found);
        };
        const hear = (phase: WriteMoment): void => {
          if (phase === moment) finish(true);
        };
        const patience = setTimeout(() => {
          finish(false);
        }, patienceMs);
        waiting.add(hear);
      });
    },
    stop() {
      lines.close();
      end.abort();
    },
  };
}
