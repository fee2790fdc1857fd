import type { Settings, SourceReason, SourceState } from '../../preload/contract.ts';
import type { SavedSettings, SettingsFile } from './settingsFile.ts';

/** The agent's settings, and what is pasted into softphones. */
export interface SettingsService {
  current(): Settings;
  change(changes: Partial<SavedSettings>): Promise<Settings>;
  /** Something else than a setting changed of what `current` says: where the hook listens. */
  changed(): void;
  /** Another token: the one before is refused from now on, and what was pasted with it must be pasted again. */
  renewHookToken(): Settings;
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

/** The call hook, as far as settings switch and show it (sources/callHook/hookListener.ts). */
interface HookPort {
  status(): {
    readonly state: SourceState;
    readonly reason: SourceReason | null;
    /** The last call event it reported; `at` in Unix ms. */
    readonly lastEvent: { readonly at: number } | null;
  };
  /** Where it listens, or where it is to. */
  port(): number;
  token(): string;
  /** The settings name another port, or open it to the network. */
  moved(): Promise<void>;
  renewToken(): void;
}

interface SettingsServiceDeps {
  readonly file: SettingsFile;
  readonly hook: HookPort;
  /** The `ringside` program that stands beside the app. */
  readonly hookProgram: string;
  /** This computer's addresses in its networks, the likeliest first. */
  readonly networkAddresses: () => readonly string[];
  /** After every change. */
  readonly changed: (settings: Settings) => void;
}

const HIDDEN = '••••••••';

export function createSettingsService(deps: SettingsServiceDeps): SettingsService {
  const { file, hook } = deps;

  const urlWith = (token: string, event: string, host = '127.0.0.1'): string =>
    `http://${host}:${hook.port()}/v1/hook/${token}/${event}?number=`;
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
        port: hook.port(),
        state: hookWord(hook.status()),
        exampleUrl: urlWith(HIDDEN, 'ringing'),
        exampleCommand: hookCommand('ringing'),
        lastEventAt: hook.status().lastEvent?.at ?? null,
      },
    };
  };

  return {
    current,
    changed() {
      deps.changed(current());
    },
    async change(changes) {
      const before = file.get();
      const after = file.change(changes);
      const isElsewhere = after.hookPort !== before.hookPort || after.hookOnNetwork !== before.hookOnNetwork;
      if (isElsewhere) await hook.moved();
      const settings = current();
      deps.changed(settings);
      return settings;
    },
    renewHookToken() {
      hook.renewToken();
      const settings = current();
      deps.changed(settings);
      return settings;
    },
    hookUrl: (event) => urlWith(hook.token(), event),
    networkUrl: (event) => urlWith(hook.token(), event, networkHost()),
    hiddenUrl: (event) => urlWith(HIDDEN, event),
    hiddenNetworkUrl: (event) => urlWith(HIDDEN, event, networkHost()),
    network: () => ({ isOpen: file.get().hookOnNetwork, address: deps.networkAddresses()[0] ?? null }),
    hookCommand,
  };
}

function hookWord(status: ReturnType<HookPort['status']>): Settings['hook']['state'] {
  if (status.state === 'ready') return 'listening';
  return status.reason === 'portInUse' ? 'portInUse' : 'failed';
}
