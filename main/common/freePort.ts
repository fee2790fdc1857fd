import { createServer } from 'node:net';
import type { Clock } from './clock.ts';

/** Whether nobody listens there now. */
function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** How often a port that another program had is looked at again. */
const LOOK_MS = 5_000;

/**
 * Waits until a port that another program has is free, and tells it once. Only looks, so that what listens elsewhere
 * meanwhile goes on. The answer ends the waiting.
 */
export function whenPortIsFree(
  clock: Pick<Clock, 'schedule'>,
  { port, host = '127.0.0.1' }: { readonly port: number; readonly host?: string },
  free: () => void,
): () => void {
  let isOver = false;
  let cancel: () => void;
  const look = (): void => {
    void isPortFree(port, host).then((isFree) => {
      if (isOver) return;
      if (isFree) free();
      else cancel = clock.schedule(LOOK_MS, look);
    });
  };
  cancel = clock.schedule(LOOK_MS, look);
  return () => {
    isOver = true;
    cancel();
  };
}
