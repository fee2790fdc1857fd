import type { z } from 'zod';
import type { CALL_SOURCES, CallControlName } from '../../preload/constants.ts';
import type { SourceName, SourceReason, SourceState } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import type { Result } from '../common/result.ts';
import type { DialString } from '../phone/dialString.ts';
import type { Hearing, CallEventKind, Report } from '../calls/tracking/callEvent.ts';

/** How a source fares. `reason` says why it is not `ready`, `words` adds the other side's own or a port. */
export interface SourceStatus {
  readonly state: SourceState;
  readonly reason: SourceReason | null;
  readonly words: string;
  /** The last call event it reported. */
  readonly lastEvent: { readonly kind: CallEventKind; readonly at: number } | null;
  /** Messages and fields of the other side that could not be read, and were left. */
  readonly unread: number;
}

/** A source that is switched off. */
export const NOT_STARTED: SourceStatus = {
  state: 'off',
  reason: null,
  words: '',
  lastEvent: null,
  unread: 0,
};

/** Why a number could not be dialled through a source or program. */
export type DialFailure = 'notConnected' | 'refused' | 'badNumber' | 'noDialer';

/**
 * Why a call was not controlled: nobody is connected, the other side has no such call (any more), it may not or cannot, or
 * the number is none.
 */
export type ControlFailure = 'notConnected' | 'gone' | 'refused' | 'badNumber';
export type Controlled = Promise<Result<null, ControlFailure>>;

/** What can be done with a call, each named by the id the source reported for it (`sourceCallId`). */
export interface SourceControls {
  readonly answer?: (id: string) => Controlled;
  /** Ends it, refuses it while it rings, gives it up while it is dialled. */
  readonly hangUp?: (id: string) => Controlled;
  readonly hold?: (id: string, on: boolean) => Controlled;
  /** The other party hears nothing of the agent. */
  readonly mute?: (id: string, on: boolean) => Controlled;
  readonly park?: (id: string) => Controlled;
  /** Hands the other party over at once; the agent's part of the call ends. */
  readonly transfer?: (id: string, to: DialString) => Controlled;
  /** Asks a colleague first, while the other party waits. */
  readonly consult?: ConsultControls;
}

export interface ConsultControls {
  begin(id: string, to: DialString): Controlled;
  /** The two are joined, and the agent's part of the call ends. */
  complete(id: string): Controlled;
  /** The colleague goes, the other party is back. */
  cancel(id: string): Controlled;
}

/**
 * A call source: an adapter that reports what it hears of calls and decides nothing. It goes on by itself,
 * connecting again after every loss, until its signal aborts; its connections are closed then.
 */
export interface CallSource extends SourceControls {
  /** Begins. Resolves once it listens, or once the first try to connect was decided. Never rejects. */
  start(report: Report, signal: AbortSignal): Promise<void>;
  status(): SourceStatus;
  describe(): {
    readonly name: SourceName;
    /** Where it listens or whom it asks, for reading: `127.0.0.1:4444`. */
    readonly where: string;
  };
  /**
   * Dials through the phone or switchboard what passed the gate (phone/dialString.ts). Absent where the source cannot.
   */
  readonly dial?: (number: DialString) => Promise<Result<null, DialFailure>>;
  /** Controls of its line that this one does not have: of an older version, or of a user without the rights. */
  readonly lacks?: () => readonly CallControlName[];
  /** True when dialling makes the agent's own phone ring first. */
  readonly dialRingsOwnPhone?: boolean;
  /**
   * Drops the connection and makes it anew, so that the other side is asked for its calls: after the computer slept,
   * a connection may be dead and not know it. Absent where there is none.
   */
  readonly reconnect?: () => void;
}

/** A source with a method for each that its line in the list (`CALL_SOURCES`) says it can. */
export type SourceThatCan<N extends SourceName> = CallSource &
  Required<Pick<CallSource, (typeof CALL_SOURCES)[N]['can'][number] & keyof CallSource>>;

/** What every source may use. */
export interface SourceContext {
  readonly clock: Clock;
  /** Monotonic milliseconds: when an event was heard. */
  readonly monotonic: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** The source's password, null when none is kept or it cannot be read now. */
  readonly secret: () => Promise<string | null>;
  /** After every change of `status()`. */
  readonly changed: () => void;
  /** Whether the source is heard; `keepSourceState` tells it with every change of `ready`. */
  readonly trackReachability: (trackReachability: Hearing) => void;
}

/** A kind of source as the list holds it: its settings are checked here and nowhere else. */
export interface SourceKind {
  readonly name: SourceName;
  /** True when it asks for a password, which the vault keeps (never the settings file). */
  readonly hasSecret: boolean;
  /** True for what always listens: its form has nothing to switch, and calls can be told before anything else begins. */
  readonly isAlwaysOn?: boolean;
  /** Settings as saved with every missing one at its default; null when they make no sense. */
  read(saved: unknown): SourceSettings | null;
  /** The source, or what is still missing before it can work. */
  open(settings: SourceSettings, context: SourceContext): CallSource | 'incomplete';
}

/** Settings of any source: plain values that a form shows. `on` switches it. */
export type SourceSettings = Readonly<Record<string, string | number | boolean>> & { readonly on: boolean };

/** Makes a kind out of a schema and a factory that knows its type. */
export function defineSource<N extends SourceName, S extends SourceSettings>(definition: {
  readonly name: N;
  readonly hasSecret: boolean;
  readonly settings: z.ZodType<S>;
  readonly isComplete: (settings: S) => boolean;
  readonly create: (settings: S, context: SourceContext) => SourceThatCan<N>;
}): SourceKind {
  const read = (saved: unknown): S | null => {
    const parsed = definition.settings.safeParse(saved ?? {});
    return parsed.success ? parsed.data : null;
  };
  return {
    name: definition.name,
    hasSecret: definition.hasSecret,
    read,
    open(given, context) {
      const settings = read(given);
      if (settings === null || !definition.isComplete(settings)) return 'incomplete';
      return definition.create(settings, context);
    },
  };
}
