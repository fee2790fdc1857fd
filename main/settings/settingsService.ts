import type { Settings, SettingsChange, SourceReason, SourceState } from '../../preload/contract.ts';
import type { WindowKind } from '../../preload/contract.ts';
import { SETTINGS, changeableNames } from '../../preload/settings/settingsList.ts';
import type { ChangeableName } from '../../preload/settings/settingsList.ts';
import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import type { AccountSettings } from './accountSettings.ts';
import { byName, changedBy } from './nestedSettings.ts';
import type { SavedSettings, SettingsFile } from './settingsFile.ts';

/** The agent's settings, and what is pasted into softphones. */
export interface SettingsService {
  /** As a window of this account is told; null for one that has none. */
  readonly current: (account: string | null) => Settings;
  /** Sections are replaced as a whole. */
  change(changes: Partial<SavedSettings>): Promise<void>;
  /** What a window changed, by name. Nothing is changed where it may not change all of it. */
  readonly changeFor: (asker: Asker, changes: SettingsChange) => Promise<Result<Settings, 'notFromThere'>>;
  /** Another token: the one before is refused from now on, and what was pasted with it must be pasted again. */
  renewHookToken(): void;
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

/** The window that asks. */
interface Asker {
  readonly kind: WindowKind;
  readonly account: string | null;
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
  readonly accounts: AccountSettings;
  readonly can: Settings['can'];
  readonly hook: HookPort;
  /** The `ringside` program that stands beside the app. */
  readonly hookProgram: string;
  /** This computer's addresses in its networks, the likeliest first. */
  readonly networkAddresses: () => readonly string[];
  /** After every change. */
  readonly changed: () => void;
}

const HIDDEN = '••••••••';

export function createSettingsService(deps: SettingsServiceDeps): SettingsService {
  const { file, hook } = deps;

  const urlWith = (token: string, event: string, host = '127.0.0.1'): string =>
    `http://${host}:${hook.port()}/v1/hook/${token}/${event}?number=`;
  const networkHost = (): string => deps.networkAddresses()[0] ?? '127.0.0.1';
  const hookCommand = (event: string): string => `"${deps.hookProgram}" call ${event} `;

  const current = (account: string | null): Settings => {
    // Of no account: nothing is saved under it, and so all is usual.
    const saved = { ...file.get(), ...deps.accounts.get(account ?? '') };
    return {
      values: byName<ChangeableName>(changeableNames, saved),
      can: deps.can,
      hook: {
        port: hook.port(),
        state: hookWord(hook.status()),
        exampleUrl: urlWith(HIDDEN, 'ringing'),
        exampleCommand: hookCommand('ringing'),
        lastEventAt: hook.status().lastEvent?.at ?? null,
      },
    };
  };

  async function change(changes: Partial<SavedSettings>): Promise<void> {
    const before = file.get();
    const after = file.change(changes);
    const isElsewhere = after.hookPort !== before.hookPort || after.hookOnNetwork !== before.hookOnNetwork;
    if (isElsewhere) await hook.moved();
    deps.changed();
  }
  return {
    current,
    change,
    async changeFor({ kind, account }, changes) {
      const names = changeableNames.filter((name) => changes[name] !== undefined);
      const may = (name: ChangeableName): boolean => {
        const { changedIn, scope }: { readonly changedIn: readonly WindowKind[]; readonly scope: string } =
          SETTINGS[name];
        return changedIn.includes(kind) && (scope === 'computer' || account !== null);
      };
      if (!names.every(may)) return fail('notFromThere');
      const ofAccount = names.filter((name) => SETTINGS[name].scope === 'account');
      if (account !== null && ofAccount.length > 0)
        deps.accounts.set(account, changedBy(deps.accounts.get(account), ofAccount, changes));
      const ofComputer = names.filter((name) => SETTINGS[name].scope === 'computer');
      await change(changedBy(file.get(), ofComputer, changes));
      return ok(current(account));
    },
    renewHookToken() {
      hook.renewToken();
      deps.changed();
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
