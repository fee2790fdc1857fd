import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { app } from 'electron';

/**
 * Lets the windows' pages ask V8 to collect (`globalThis.gc`). V8 collects when a heap grows, and a page at rest never grows
 * again: what the pop's warm-up left behind (14 MiB) would stay all day. Call it before the app is ready.
 */
export function exposeGarbageCollection(): void {
  app.commandLine.appendSwitch('js-flags', '--expose-gc');
}

/** Collects what main's start has left behind (10 MiB); takes about 20 ms of main's thread. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: object) => void;
  setFlagsFromString('--no-expose-gc');
  // Of the last resort: another would leave V8's young space at the size the start gave it.
  collect({ type: 'major', flavor: 'last-resort' });
}
