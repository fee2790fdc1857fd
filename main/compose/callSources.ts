import { createSourcePasswords } from '../accounts/sourcePasswords.ts';
import type { Vault } from '../accounts/vault.ts';
import type { DialSettings, SourcesSnapshot } from '../../preload/contract.ts';
import type { CallDesk } from '../calls/callDesk.ts';
import { createDialer } from '../calls/dialer.ts';
import type { Dialer } from '../calls/dialer.ts';
import type { HookListener } from '../calls/hookListener.ts';
import { parsePhoneNumber } from '../calls/phoneNumber.ts';
import { createSourceDesk } from '../calls/sourceDesk.ts';
import type { SourceDesk } from '../calls/sourceDesk.ts';
import { sourceKinds } from '../calls/sources/kinds.ts';
import type { Clock } from '../clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { SettingsFile } from '../settings/settingsFile.ts';

interface CallSourceParts {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly settingsFile: SettingsFile;
  readonly hook: HookListener;
  readonly desk: Pick<CallDesk, 'report' | 'expectDial' | 'sourceHeard'>;
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
}

/** The call sources, and the dialer that goes out through them. */
export interface CallSources {
  readonly desk: SourceDesk;
  readonly dialer: Dialer;
  readonly snapshot: () => SourcesSnapshot;
  readonly changeDial: (dial: DialSettings) => void;
  /** Tells windows that a source fares otherwise. */
  readonly changed: () => void;
}

export function composeCallSources(parts: CallSourceParts): CallSources {
  const { settingsFile, desk, clock, monotonic } = parts;
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
  const sources = createSourceDesk({
    kinds: sourceKinds,
    clock,
    monotonic,
    random: parts.random,
    saved: (name) => settingsFile.get().sources[name],
    save: (name, saved) => {
      settingsFile.change({ sources: { ...settingsFile.get().sources, [name]: saved } });
    },
    passwords: createSourcePasswords(parts.vault, parts.journal.secrets),
    report: (event, heardAt) => {
      desk.report(event, heardAt);
    },
    hearing: (name, hearing) => {
      desk.sourceHeard(name, hearing);
    },
    hook: parts.hook,
    changed,
  });
  const dialer = createDialer({
    settings: () => settingsFile.get().dial,
    dialerOf: (name) => sources.dialerOf(name),
    run: parts.run,
    openTel: parts.openTel,
    parse: (raw) => parsePhoneNumber(raw, { region: parts.region() }),
    expectDial: (number) => desk.expectDial(number),
    report: (event, heardAt) => {
      desk.report(event, heardAt);
    },
    clock,
    monotonic,
  });
  return {
    desk: sources,
    dialer,
    snapshot,
    changeDial(dial) {
      settingsFile.change({ dial });
      changed();
    },
    changed,
  };
}
