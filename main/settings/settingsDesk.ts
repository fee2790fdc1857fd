import type { Settings } from '../../preload/contract.ts';
import { createHookSource } from '../calls/sources/hook.ts';
import type { HookSource } from '../calls/sources/hook.ts';
import type { HookFiles } from '../calls/sources/hookFile.ts';
import type { SocketPlaces } from '../calls/sources/hookSocket.ts';
import type { Clock } from '../clock.ts';
import { whenPortIsFree } from '../freePort.ts';
import type { Report } from '../calls/event.ts';
import { NOT_STARTED } from '../calls/sources/source.ts';
import type { SourceStatus } from '../calls/sources/source.ts';
import type { SavedSettings, SettingsFile } from './settingsFile.ts';

/** The agent's settings and what they switch: the hook listens where they say. */
export interface SettingsDesk {
  current(): Settings;
  change(changes: Partial<SavedSettings>): Promise<Settings>;
  /** Starts to listen for softphones. */
  startHook(): Promise<void>;
  /** Another token: the one before is refused from now on, and what was pasted with it must be pasted again. */
  renewHookToken(): Settings;
  /** Lets go of port and socket, and takes away the file that names them. */
  stop(): void;
  /** How the hook fares, in the words of every source. */
  hookState(): { readonly status: SourceStatus; readonly where: string };
  /** With the token in it: for the clipboard, never for a window. */
  readonly hookUrl: (event: string) => string;
  /** Whether phones of the network may report, and at which address; with the token hidden or, for the clipboard, in it. */
  network(): { readonly isOpen: boolean; readonly address: string | null };
  readonly networkUrl: (event: string) => string;
  /** The same as `hookUrl` and `networkUrl` for a window: without the token. */
  readonly hiddenUrl: (event: string) => string;
  readonly hiddenNetworkUrl: (event: string) => string;
  hookCommand(event: string): string;
}

interface SettingsDeskDeps {
  readonly file: SettingsFile;
  readonly hookFiles: HookFiles;
  /** Where the hook program's socket may be. */
  readonly socketPlaces: SocketPlaces;
  /** The `ringside` program that stands beside the app. */
  readonly hookProgram: string;
  /** This computer's addresses in its networks, the likeliest first. */
  readonly networkAddresses: () => readonly string[];
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly report: Report;
  /** After every change of how the hook fares. */
  readonly sourceChanged: () => void;
  /** After every change. */
  readonly changed: (settings: Settings) => void;
}

const HIDDEN = '••••••••';

export function createSettingsDesk(deps: SettingsDeskDeps): SettingsDesk {
  const { file, hookFiles } = deps;
  let hook: HookSource | null = null;
  let endHook = new AbortController();
  /** Ends the waiting for a port that another program has. */
  let stopWaiting = (): void => undefined;
  let port = file.get().hookPort;

  const urlWith = (token: string, event: string, host = '127.0.0.1'): string =>
    `http://${host}:${port}/v1/hook/${token}/${event}?number=`;
  const networkHost = (): string => deps.networkAddresses()[0] ?? '127.0.0.1';
  const hookCommand = (event: string): string => `"${deps.hookProgram}" call ${event} `;

  const current = (): Settings => {
    const { language, theme, zoom, callsLeaveAfter } = file.get();
    return {
      language,
      theme,
      zoom,
      callsLeaveAfter,
      hook: {
        port,
        state: hookWord(hook?.status()),
        exampleUrl: urlWith(HIDDEN, 'ringing'),
        exampleCommand: hookCommand('ringing'),
        lastEventAt: hook?.status().lastEvent?.at ?? null,
      },
    };
  };

  async function startHook(): Promise<void> {
    stopWaiting();
    endHook.abort();
    endHook = new AbortController();
    port = file.get().hookPort;
    hook = createHookSource({
      port,
      token: () => hookFiles.token(),
      places: deps.socketPlaces,
      ...(file.get().hookOnNetwork ? { network: deps.networkAddresses } : {}),
      clock: deps.clock,
      monotonic: deps.monotonic,
      changed: deps.sourceChanged,
    });
    await hook.start(deps.report, endHook.signal);
    if (hook.status().state === 'ready') port = hook.port();
    announce();
    if (hook.status().reason === 'portInUse') {
      const host = file.get().hookOnNetwork ? '0.0.0.0' : '127.0.0.1';
      stopWaiting = whenPortIsFree(deps.clock, { port, host }, () => void startHook());
    }
    deps.changed(current());
  }

  /** Where the hook listens, for its program; the socket is there also while the port is another program's. */
  function announce(): void {
    if (hook === null) return;
    const isListening = hook.status().state === 'ready';
    if (isListening || hook.place() !== null) hookFiles.announce(isListening ? port : 0, hook.place());
  }

  return {
    current,
    async change(changes) {
      const before = file.get();
      const after = file.change(changes);
      const isElsewhere = after.hookPort !== before.hookPort || after.hookOnNetwork !== before.hookOnNetwork;
      if (isElsewhere) await startHook();
      const settings = current();
      deps.changed(settings);
      return settings;
    },
    startHook,
    renewHookToken() {
      hookFiles.renew();
      announce();
      const settings = current();
      deps.changed(settings);
      return settings;
    },
    stop() {
      stopWaiting();
      endHook.abort();
      hookFiles.remove();
    },
    hookState: () => ({
      status: hook?.status() ?? NOT_STARTED,
      where: `127.0.0.1:${port}`,
    }),
    hookUrl: (event) => urlWith(hookFiles.token(), event),
    networkUrl: (event) => urlWith(hookFiles.token(), event, networkHost()),
    hiddenUrl: (event) => urlWith(HIDDEN, event),
    hiddenNetworkUrl: (event) => urlWith(HIDDEN, event, networkHost()),
    network: () => ({ isOpen: file.get().hookOnNetwork, address: deps.networkAddresses()[0] ?? null }),
    hookCommand,
  };
}

function hookWord(status: SourceStatus | undefined): Settings['hook']['state'] {
  if (status?.state === 'ready') return 'listening';
  return status?.reason === 'portInUse' ? 'portInUse' : 'failed';
}
