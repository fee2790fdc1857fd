import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

/** A form as text, or why it was not read to its end. */
export type ReadForm =
  { readonly kind: 'form'; readonly text: string } | { readonly kind: 'tooLarge' | 'busy' | 'broken' };

/** Bodies that are in memory now, all together never more than so many bytes. */
export interface BodyBudget {
  /** From now on what is read of this request counts, until its answer is out or its sender gone. */
  open(request: IncomingMessage, response: ServerResponse): void;
  /** Reads a body of an opened request; `length` is what its header promises, if it does. */
  read(request: IncomingMessage, body: Readable, length: number | null): Promise<ReadForm>;
}

/**
 * One body may be long (250 leads of a mass change), many at once are somebody's bad day: they get 503 and come again.
 *
 * @param most bytes of all bodies together
 * @param longest bytes of one
 */
export function createBodyBudget(most: number, longest: number): BodyBudget {
  const held = new WeakMap<IncomingMessage, { bytes: number }>();
  let total = 0;
  return {
    open(request, response) {
      const share = { bytes: 0 };
      held.set(request, share);
      response.once('close', () => {
        held.delete(request);
        total -= share.bytes;
      });
    },
    read(request, body, length) {
      if (length !== null && length > longest) return Promise.resolve({ kind: 'tooLarge' });
      return new Promise((resolve) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const stop = (kind: 'tooLarge' | 'busy' | 'broken'): void => {
          chunks.length = 0;
          body.removeAllListeners('data').resume();
          resolve({ kind });
        };
        body.on('data', (chunk: Buffer) => {
          const share = held.get(request);
          if (share === undefined) return stop('broken');
          size += chunk.length;
          share.bytes += chunk.length;
          total += chunk.length;
          if (size > longest) return stop('tooLarge');
          // The last that came gives way: those before it are nearer to their end.
          if (total > most) return stop('busy');
          chunks.push(chunk);
        });
        body.once('end', () => resolve({ kind: 'form', text: Buffer.concat(chunks).toString('utf8') }));
        body.once('error', () => resolve({ kind: 'broken' }));
        body.once('close', () => resolve({ kind: 'broken' }));
      });
    },
  };
}
