import type { CallEvent } from '../calls/tracking/callEvent.ts';
import { createDialer } from '../clickToCall/dialer.ts';
import type { Dialer } from '../clickToCall/dialer.ts';
import type { Clock } from '../common/clock.ts';
import { parsePhoneNumber } from '../phone/phoneNumber.ts';
import type { SetupCheck } from '../setup/setupCheck.ts';
import { runProgram } from '../windows/links/openDialTarget.ts';
import type { SystemLinks } from '../windows/links/systemLinks.ts';
import { createAwayCalls } from './awayCalls.ts';
import type { ComposedCalls } from './composeCalls.ts';
import type { CallSources } from './composeSources.ts';
import type { Startup } from './startup.ts';

interface ConnectionParts {
  readonly opening: Startup;
  readonly sources: CallSources;
  readonly calls: Pick<ComposedCalls, 'callController' | 'missedWhileAway'>;
  readonly setupCheck: SetupCheck;
  readonly systemLinks: SystemLinks;
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly logError: (message: string, error: unknown) => void;
}

/** Sources and calls, connected: what sources tell goes to the calls, and the dialer out through the sources. */
export interface ConnectedSources {
  readonly dialer: Dialer;
  /** Starts the sources; resolves once it is decided whether the hook listens. */
  readonly start: () => Promise<void>;
}

export function connectSources(parts: ConnectionParts): ConnectedSources {
  const { opening, clock, monotonic } = parts;
  const { settingsFile, journal, list } = opening;
  const { sourceManager, kinds } = parts.sources;
  const { callController, missedWhileAway } = parts.calls;
  // The call controller first: nothing stands between a report and the pop.
  const report = (event: CallEvent, reportedAt: number): void => {
    callController.report(event, reportedAt);
    parts.setupCheck.callReported(event);
  };
  const readAwayCalls = createAwayCalls({
    memory: journal.memory,
    clock,
    settingsOf: (name) =>
      kinds.find((kind) => kind.name === name)?.read(settingsFile.get().sources[name]) ?? null,
    missed: missedWhileAway,
    logError: parts.logError,
  });
  return {
    dialer: createDialer({
      settings: () => settingsFile.get().dial,
      dialerOf: (name) => sourceManager.dialerOf(name),
      run: runProgram,
      openTel: (url) => parts.systemLinks.openTel(url),
      parse: (raw) => parsePhoneNumber(raw, { region: list.list()[0]?.region ?? 'RU' }),
      expectDial: (number) => callController.expectDial(number),
      report,
      clock,
      monotonic,
    }),
    start: () =>
      sourceManager.start({
        report,
        trackReachability(name, reachability) {
          callController.sourceReachable(name, reachability);
          if (reachability !== 'lost') void readAwayCalls(name);
        },
      }),
  };
}
