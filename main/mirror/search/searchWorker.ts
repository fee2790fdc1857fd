import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { assertNever } from '../../common/result.ts';
import { createHitFinder } from './hitFinder.ts';
import type { FromSearch, ToSearch } from './searchMessages.ts';

/** The search worker's thread: reads the mirror on a connection of its own, so that main's loop is not held up. */

const { file } = z.object({ file: z.string() }).parse(workerData);

if (!parentPort) throw new Error('the search worker is started as a thread');
work(parentPort);

function work(port: MessagePort): void {
  const finder = createHitFinder(file);
  const say = (message: FromSearch): void => {
    port.postMessage(message);
  };
  port.on('message', (message: ToSearch) => {
    switch (message.type) {
      case 'find': {
        const { request, account, text, limit } = message;
        say({ type: 'found', request, hits: finder.find(account, text, limit) });
        return;
      }
      case 'release':
        finder.release();
        return;
      case 'close':
        finder.release();
        port.close();
        return;
      default:
        assertNever(message);
    }
  });
}
