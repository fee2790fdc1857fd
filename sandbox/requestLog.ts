import { EventEmitter } from 'node:events';

/** One request as remembered: never a token, never a body. */
export interface LoggedRequest {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly account: string | null;
  /** Null while it is being answered; 0 when the connection was dropped instead. */
  status: number | null;
  /** True when a valid token came with it. */
  authorised: boolean;
}

/** A moment in the life of a request. `written` comes after the change is in the store and before anything is answered. */
export interface SandboxEvent {
  readonly type: 'request';
  readonly phase: 'received' | 'written' | 'answered' | 'dropped';
  readonly request: Readonly<LoggedRequest>;
}

/** Requests received, and the moments of each as events. */
export interface RequestLog {
  readonly events: EventEmitter<{ request: [SandboxEvent] }>;
  received(request: Omit<LoggedRequest, 'id' | 'status' | 'authorised'>): LoggedRequest;
  written(request: LoggedRequest): void;
  answered(request: LoggedRequest, status: number): void;
  dropped(request: LoggedRequest): void;
  entries(): readonly Readonly<LoggedRequest>[];
  clear(): void;
}

/** The log forgets its oldest half beyond this. */
const LONGEST = 20_000;

/** An empty log. */
export function createRequestLog(): RequestLog {
  const events = new EventEmitter<{ request: [SandboxEvent] }>();
  events.setMaxListeners(0);
  let entries: LoggedRequest[] = [];
  let lastId = 0;
  const tell = (phase: SandboxEvent['phase'], request: LoggedRequest): void => {
    events.emit('request', { type: 'request', phase, request: { ...request } });
  };
  return {
    events,
    received(request) {
      lastId += 1;
      const entry = { id: lastId, ...request, status: null, authorised: false };
      if (entries.length >= LONGEST) entries = entries.slice(LONGEST / 2);
      entries.push(entry);
      tell('received', entry);
      return entry;
    },
    written(request) {
      tell('written', request);
    },
    answered(request, status) {
      request.status = status;
      tell('answered', request);
    },
    dropped(request) {
      request.status = 0;
      tell('dropped', request);
    },
    entries: () => entries,
    clear() {
      entries = [];
    },
  };
}
