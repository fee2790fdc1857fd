import { createSourcePasswords } from '../accounts/vault/sourcePasswords.ts';
import type { Vault } from '../accounts/vault/vault.ts';
import type { DialSettings, SourcesSnapshot } from '../../preload/contract.ts';
import type { AwayCall } from '../calls/history/missedWhileAway.ts';
import { createAwayCalls } from './awayCalls.ts';
import type { Report } from '../calls/tracking/callEvent.ts';
import type { CallController } from '../calls/callController.ts';
import { createDialer } from '../clickToCall/dialer.ts';
import type { Dialer } from '../clickToCall/dialer.ts';
import type { HookListener } from '../sources/callHook/hookListener.ts';
import { parsePhoneNumber } from '../phone/phoneNumber.ts';
import { createSourceManager } from '../sources/sourceManager.ts';
import type { SourceManager } from '../sources/sourceManager.ts';
import { sourceKinds } from '../sources/sourceKinds.ts';
import type { Clock } from '../common/clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { SettingsFile } from '../settings/settingsFile.ts';

interface CallSourceParts {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly settingsFile: SettingsFile;
  readonly hook: HookListener;
  readonly callController: Pick<CallController, 'report' | 'expectDial' | 'sourceReachable'>;
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly random: () => number;
  /** Keeps work off the way to the pop. */
  readonly later: (work: () => void) => void;
  /** Region of the first account, for numbers dialled by hand. */
  readonly region: () => string;
  readonly run: (program: string, args: readonly string[]) => Promise<boolean>;
  readonly openTel: (url: string) => Promise<boolean>;
  readonly tell: (snapshot: SourcesSnapshot) => void;
  /** A caller that a switchboard's own records tell of. */
  readonly missedWhileAway: (call: AwayCall) => void;
  readonly logError: (message: string, error: unknown) => void;
}

/** The call sources, and the dialer that goes out through them. */
export interface CallSources {
  readonly sourceManager: SourceManager;
  /** Starts them; resolves once it is decided whether the hook listens. */
  start(): Promise<void>;
  readonly dialer: Dialer;
  readonly snapshot: () => SourcesSnapshot;
  readonly changeDial: (dial: DialSettings) => void;
  /** Tells windows that a source fares otherwise. */
  readonly changed: () => void;
}

export function composeSources(parts: CallSourceParts): CallSources {
  const { settingsFile, callController, clock, monotonic } = parts;
  const snapshot = (): SourcesSnapshot => ({
    sources: [...sources.views()],
    dial: settingsFile.get().dial,
  });
  let told = true;
  const changed = (): void => {
    if (!told) return;
    told = false;
    parts.later(() => {
      told = true;
      parts.tell(snapshot());
    });
  };
  const kinds = sourceKinds(parts.hook);
  const readAwayCalls = createAwayCalls({
    memory: parts.journal.memory,
    clock,
    settingsOf: (name) =>
      kinds.find((kind) => kind.name === name)?.read(settingsFile.get().sources[name]) ?? null,
    missed: parts.missedWhileAway,
    logError: parts.logError,
  });
  const sources = createSourceManager({
    kinds,
    clock,
    monotonic,
    random: parts.random,
    saved: (name) => settingsFile.get().sources[name],
    save: (name, saved) => {
      settingsFile.change({ sources: { ...settingsFile.get().sources, [name]: saved } });
    },
    passwords: createSourcePasswords(parts.vault, parts.journal.secrets),
    changed,
  });
  // The pop first (callController.report); nothing else stands between a source and it.
  const report: Report = (event, reportedAt) => {
    callController.report(event, reportedAt);
  };
  const dialer = createDialer({
    settings: () => settingsFile.get().dial,
    dialerOf: (name) => sources.dialerOf(name),
    run: parts.run,
    openTel: parts.openTel,
    parse: (raw) => parsePhoneNumber(raw, { region: parts.region() }),
    expectDial: (number) => callController.expectDial(number),
    report,
    clock,
    monotonic,
  });
  return {
    sourceManager: sources,
    start: () =>
      sources.start({
        report,
        trackReachability(name, reachability) {
          callController.sourceReachable(name, reachability);
          if (reachability !== 'lost') void readAwayCalls(name);
        },
      }),
    dialer,
    snapshot,
    changeDial(dial) {
      settingsFile.change({ dial });
      changed();
    },
    changed,
  };
}
