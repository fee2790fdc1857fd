import type { Clock } from '../../common/clock.ts';
import { whenPortIsFree } from '../../common/freePort.ts';
import type { Report } from '../../calls/tracking/callEvent.ts';
import { createHookSource } from './callHook.ts';
import type { HookSource } from './callHook.ts';
import type { HookFiles } from './callHookFiles.ts';
import type { SocketPlaces } from './callHookSocket.ts';
import { NOT_STARTED, type SourceKind, type SourceStatus } from '../callSource.ts';

/** The hook while Ringside runs: it listens where the settings say, and its program is told where that is. */
export interface HookListener {
  /** It as a source like the others: who opens it listens, and lets go of port, socket and the file that names them with the signal. */
  readonly kind: SourceKind;
  /** The settings name another port, or open it to the network: it listens there from now on. */
  moved(): Promise<void>;
  /** Another token: the one before is refused from now on, and what was pasted with it must be pasted again. */
  renewToken(): void;
  status(): SourceStatus;
  /** Where it listens, or where it is to. */
  port(): number;
  token(): string;
}

interface HookListenerDeps {
  readonly files: HookFiles;
  /** Where the hook program's socket may be. */
  readonly places: SocketPlaces;
  readonly settings: () => { readonly hookPort: number; readonly hookOnNetwork: boolean };
  /** This computer's addresses in its networks, the likeliest first. */
  readonly networkAddresses: () => readonly string[];
  readonly clock: Clock;
  readonly monotonic: () => number;
  /** It was decided where it listens. */
  readonly listening: () => void;
}

export function createHookListener(deps: HookListenerDeps): HookListener {
  const { files, settings } = deps;
  let hook: HookSource | null = null;
  /** Who hears of it; null before it is opened, and when that ended. */
  let sink: { readonly report: Report; readonly changed: () => void } | null = null;
  let end = new AbortController();
  /** Ends the waiting for a port that another program has. */
  let stopWaiting = (): void => undefined;
  let port = settings().hookPort;

  async function listen(): Promise<void> {
    if (sink === null) return;
    const { report, changed } = sink;
    stopWaiting();
    end.abort();
    end = new AbortController();
    const { hookPort, hookOnNetwork } = settings();
    port = hookPort;
    hook = createHookSource({
      port,
      token: () => files.token(),
      places: deps.places,
      ...(hookOnNetwork ? { network: deps.networkAddresses } : {}),
      clock: deps.clock,
      monotonic: deps.monotonic,
      changed,
    });
    await hook.start(report, end.signal);
    if (hook.status().state === 'ready') port = hook.port();
    announce();
    if (hook.status().reason === 'portInUse') {
      const host = hookOnNetwork ? '0.0.0.0' : '127.0.0.1';
      stopWaiting = whenPortIsFree(deps.clock, { port, host }, () => void listen());
    }
    deps.listening();
  }

  /** Where it listens, for its program; the socket is there also while the port is another program's. */
  function announce(): void {
    if (hook === null) return;
    const isListening = hook.status().state === 'ready';
    if (isListening || hook.place() !== null) files.announce(isListening ? port : 0, hook.place());
  }

  const status = (): SourceStatus => hook?.status() ?? NOT_STARTED;
  function stop(): void {
    sink = null;
    stopWaiting();
    end.abort();
    files.remove();
  }

  return {
    kind: {
      name: 'hook',
      hasSecret: false,
      isAlwaysOn: true,
      read: () => ({ on: true }),
      open: (_settings, { changed }) => ({
        status,
        describe: () => ({ name: 'hook', where: `127.0.0.1:${port}` }),
        start(report, signal) {
          sink = { report, changed };
          signal.addEventListener('abort', stop, { once: true });
          return listen();
        },
      }),
    },
    moved: listen,
    renewToken() {
      files.renew();
      announce();
    },
    status,
    port: () => port,
    token: () => files.token(),
  };
}
