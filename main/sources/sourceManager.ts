import { isDeepStrictEqual } from 'node:util';
import type { SourceChange, SourceField, SourceName, SourceView } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import { fail, ok, type Result } from '../common/result.ts';
import {
  NOT_STARTED,
  type CallSource,
  type SourceControls,
  type SourceContext,
  type SourceKind,
  type SourceSettings,
  type SourceStatus,
} from './callSource.ts';
import type { Report, Hearing } from '../calls/tracking/callEvent.ts';

/** Starts and stops the call sources, the hook too, as their settings say, and tells how each fares. */
export interface SourceManager {
  /** Starts every source that is switched on; resolves once those that always are know whether they listen. */
  start(calls: CallEventSink): Promise<void>;
  views(): readonly SourceView[];
  /**
   * Saves settings and password of one source. Where they are others than before it starts anew: its calls are marked, and
   * the phone is asked for them again.
   */
  change(change: SourceChange): Promise<Result<null, 'badSettings' | 'keychain'>>;
  /** A source that is connected and can dial, by name; null when it is not. */
  dialerOf(name: SourceName): Pick<CallSource, 'dial' | 'dialRingsOwnPhone'> | null;
  /** A source that is connected, for what can be done with its calls; null when it is not. */
  controlsOf(name: SourceName): Pick<CallSource, keyof SourceControls | 'lacks'> | null;
  /**
   * The computer is about to sleep: what ends meanwhile ended now, as far as anybody will know, and not when it was found
   * out after waking.
   */
  sleeps(): void;
  /** The computer woke: connections made before it slept may be dead and not know it. */
  woke(): void;
  stop(): void;
}

/** Who takes what sources tell of calls. */
export interface CallEventSink {
  readonly report: Report;
  /** A source is not heard any more, or again (`sourceReachable` of the call controller). */
  readonly trackReachability: (name: SourceName, trackReachability: Hearing) => void;
}

interface SourceManagerDeps extends Pick<SourceContext, 'monotonic' | 'random'> {
  readonly kinds: readonly SourceKind[];
  readonly clock: Clock;
  /** The settings of each source as saved, unchecked. */
  readonly saved: (name: SourceName) => unknown;
  readonly save: (name: SourceName, settings: SourceSettings) => void;
  readonly passwords: {
    read(name: SourceName): Promise<string | null>;
    write(name: SourceName, password: string): Promise<Result<null, unknown>>;
    has(name: SourceName): boolean;
  };
  /** After every change of a source's state or settings. */
  readonly changed: () => void;
}

interface Running {
  readonly source: CallSource | null;
  readonly settings: SourceSettings | null;
  readonly problem: 'incomplete' | 'badSettings' | null;
  readonly end: AbortController;
}

export function createSourceManager(deps: SourceManagerDeps): SourceManager {
  const running = new Map<SourceName, Running>();
  /** Who is told of calls; nobody before the start. */
  let sink: CallEventSink | null = null;
  let stopped = false;

  /** Ends a source; nobody tells of its calls from now on. */
  function endOf({ name }: SourceKind): void {
    const one = running.get(name);
    if (one === undefined) return;
    const wasReady = one.source?.status().state === 'ready';
    one.end.abort();
    if (wasReady) sink?.trackReachability(name, 'lost');
  }

  /** Resolves once it is decided whether it listens, or once the first try to connect was. */
  async function begin(kind: SourceKind): Promise<void> {
    endOf(kind);
    const end = new AbortController();
    const settings = kind.read(deps.saved(kind.name));
    const context: SourceContext = {
      clock: deps.clock,
      monotonic: deps.monotonic,
      random: deps.random,
      secret: () => deps.passwords.read(kind.name),
      changed: deps.changed,
      // One that was ended says no more: another is heard in its place, perhaps.
      trackReachability: (trackReachability) => {
        if (!end.signal.aborted) sink?.trackReachability(kind.name, trackReachability);
      },
    };
    const opened = settings?.on === true ? kind.open(settings, context) : null;
    const source = opened === 'incomplete' ? null : opened;
    const problem = settings === null ? 'badSettings' : opened === 'incomplete' ? 'incomplete' : null;
    running.set(kind.name, { source, settings, problem, end });
    const report: Report = (event, reportedAt) => {
      if (!end.signal.aborted) sink?.report(event, reportedAt);
    };
    if (source !== null) await source.start(report, end.signal);
  }

  function viewOf(kind: SourceKind): SourceView {
    const { name } = kind;
    const one = running.get(name);
    const settings = kind.isAlwaysOn === true ? null : (one?.settings ?? kind.read({}));
    const problem = one?.problem ?? null;
    const status: SourceStatus =
      problem === null
        ? (one?.source?.status() ?? NOT_STARTED)
        : { ...NOT_STARTED, state: 'failed', reason: problem };
    return {
      name,
      ...status,
      where: one?.source?.describe().where ?? '',
      settings: Object.entries(settings ?? {}).map(([field, value]) => ({
        field: field as SourceField,
        value,
      })),
      hasPassword: kind.hasSecret ? deps.passwords.has(name) : null,
    };
  }

  return {
    async start(calls) {
      sink = calls;
      const begun = deps.kinds.map((kind) => ({ kind, decided: begin(kind) }));
      await Promise.all(begun.filter(({ kind }) => kind.isAlwaysOn === true).map(({ decided }) => decided));
    },
    views: () => deps.kinds.map(viewOf),
    async change({ name, values, password }) {
      const kind = deps.kinds.find((one) => one.name === name);
      if (kind === undefined || kind.isAlwaysOn === true) return fail('badSettings');
      const before = kind.read(deps.saved(name)) ?? kind.read({});
      const settings = kind.read({
        ...before,
        ...Object.fromEntries(values.map(({ field, value }) => [field, value])),
      });
      if (settings === null) return fail('badSettings');
      if (kind.hasSecret && password !== undefined) {
        const written = await deps.passwords.write(name, password);
        if (!written.ok) return fail('keychain');
      }
      deps.save(name, settings);
      const one = running.get(name);
      const isSame = password === undefined && isDeepStrictEqual(one?.settings, settings);
      // What failed is tried anew, whatever was saved.
      if (!stopped && !(isSame && one?.source?.status().state === 'ready')) void begin(kind);
      deps.changed();
      return ok(null);
    },
    dialerOf(name) {
      const source = running.get(name)?.source;
      return source?.dial !== undefined && source.status().state === 'ready' ? source : null;
    },
    controlsOf(name) {
      const source = running.get(name)?.source;
      return source?.status().state === 'ready' ? source : null;
    },
    sleeps() {
      for (const [name, { source }] of running)
        if (source?.reconnect !== undefined && source.status().state === 'ready')
          sink?.trackReachability(name, 'lost');
    },
    woke() {
      for (const { source } of running.values()) source?.reconnect?.();
    },
    stop() {
      stopped = true;
      for (const { end } of running.values()) end.abort();
    },
  };
}
