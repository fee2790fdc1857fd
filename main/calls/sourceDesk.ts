import type { SourceChange, SourceField, SourceName, SourceView } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Report } from './event.ts';
import { NOT_STARTED } from './sources/source.ts';
import type {
  CallSource,
  Hearing,
  SourceContext,
  SourceKind,
  SourceSettings,
  SourceStatus,
} from './sources/source.ts';

/** Starts and stops the call sources as their settings say, and tells how each fares. */
export interface SourceDesk {
  /** Starts every source that is switched on. */
  start(): void;
  views(): readonly SourceView[];
  /** Saves settings and password of one source and starts it anew. */
  change(change: SourceChange): Promise<Result<null, 'badSettings' | 'keychain'>>;
  /** A source that is connected and can dial, by name; null when it is not. */
  dialerOf(name: SourceName): Pick<CallSource, 'dial' | 'dialRingsOwnPhone'> | null;
  /** The computer woke: connections made before it slept may be dead and not know it. */
  woke(): void;
  stop(): void;
}

interface SourceDeskDeps extends Pick<SourceContext, 'monotonic' | 'random'> {
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
  readonly report: Report;
  /** A source is not heard any more, or again (the call desk's `sourceHeard`). */
  readonly hearing: (name: SourceName, hearing: Hearing) => void;
  /** The hook, which is always there and has settings of its own. */
  readonly hook: () => { readonly status: SourceStatus; readonly where: string };
  /** After every change of a source's state or settings. */
  readonly changed: () => void;
}

interface Running {
  readonly source: CallSource | null;
  readonly settings: SourceSettings | null;
  readonly problem: 'incomplete' | 'badSettings' | null;
  readonly end: AbortController;
}

export function createSourceDesk(deps: SourceDeskDeps): SourceDesk {
  const running = new Map<SourceName, Running>();
  let stopped = false;

  function begin(kind: SourceKind): void {
    running.get(kind.name)?.end.abort();
    const end = new AbortController();
    const settings = kind.read(deps.saved(kind.name));
    const context: SourceContext = {
      clock: deps.clock,
      monotonic: deps.monotonic,
      random: deps.random,
      secret: () => deps.passwords.read(kind.name),
      changed: deps.changed,
      hearing: (hearing) => {
        deps.hearing(kind.name, hearing);
      },
    };
    const opened = settings?.on === true ? kind.open(settings, context) : null;
    const source = opened === 'incomplete' ? null : opened;
    const problem = settings === null ? 'badSettings' : opened === 'incomplete' ? 'incomplete' : null;
    running.set(kind.name, { source, settings, problem, end });
    if (source !== null) void source.start(deps.report, end.signal);
  }

  function viewOf(kind: SourceKind): SourceView {
    const { name } = kind;
    const one = running.get(name);
    const settings = one?.settings ?? kind.read({});
    const problem = one?.problem ?? null;
    const status: SourceStatus =
      problem === null
        ? (one?.source?.status() ?? NOT_STARTED)
        : { ...NOT_STARTED, state: 'failed', reason: problem };
    return {
      name,
      ...status,
      where: one?.source?.describe().where ?? '',
      canDial: one?.source?.dial !== undefined,
      settings: Object.entries(settings ?? {}).map(([field, value]) => ({
        field: field as SourceField,
        value,
      })),
      hasPassword: kind.hasSecret ? deps.passwords.has(name) : null,
    };
  }

  return {
    start() {
      for (const kind of deps.kinds) begin(kind);
    },
    views() {
      const { status, where } = deps.hook();
      const hook: SourceView = {
        name: 'hook',
        ...status,
        where,
        canDial: false,
        settings: [],
        hasPassword: null,
      };
      return [hook, ...deps.kinds.map(viewOf)];
    },
    async change({ name, values, password }) {
      const kind = deps.kinds.find((one) => one.name === name);
      if (kind === undefined) return fail('badSettings');
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
      if (!stopped) begin(kind);
      deps.changed();
      return ok(null);
    },
    dialerOf(name) {
      const source = running.get(name)?.source;
      return source?.dial !== undefined && source.status().state === 'ready' ? source : null;
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
