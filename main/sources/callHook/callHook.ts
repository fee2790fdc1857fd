import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limitConnections } from '../../common/connectionLimits.ts';
import type { Report } from '../../calls/tracking/callEvent.ts';
import { createLocalHandler, createPortHandler } from './callHookHttp.ts';
import type { HookHttp } from './callHookHttp.ts';
import { readHookReport } from './callHookRequest.ts';
import { listenForHookProgram } from './callHookSocket.ts';
import type { HookPlace, HookSocket, SocketPlaces } from './callHookSocket.ts';
import type { CallSource, SourceContext } from '../callSource.ts';
import { keepSourceState } from '../sourceStatus.ts';

/**
 * The hook: the call source that every softphone's "run a program" or "open a URL" can reach.
 *
 * - the hook program, over a socket or pipe of this user's alone: `POST /v1/calls`
 * - `POST /v1/calls` with `Authorization: Bearer <token>` and a JSON body of at most 1 kB, over TCP
 * - `GET /v1/hook/<token>/<event>?number=` for softphones that only know URLs, over TCP
 *
 * Listens on 127.0.0.1 alone, unless the agent opened it to the desk phones of their network.
 */
export interface HookSource extends CallSource {
  /** Where it listens. A taken port is said (`portInUse`), another one is never taken silently. */
  port(): number;
  /** Where the hook program reports; null while it cannot. */
  place(): HookPlace | null;
}

interface HookDeps extends Pick<SourceContext, 'clock' | 'monotonic' | 'changed'> {
  /** 0 lets the system choose (tests). */
  readonly port: number;
  /** The token that counts now: it may be renewed. */
  readonly token: string | (() => string);
  /** This computer's addresses in the network, when phones there may report too; else none. */
  readonly network?: () => readonly string[];
  /** Where the hook program's socket may be; without it there is none. */
  readonly places?: SocketPlaces;
}

/** More reports a second than this are refused: no softphone rings so often. */
const REPORTS_PER_SECOND = 100;
/** Of one phone of the network. */
const REPORTS_PER_PHONE = 20;
/** Idle sockets are cheap; what counts is that there is always a place for who speaks (common/connectionLimits.ts). */
const MOST_CONNECTIONS = 256;
const MOST_OF_A_PHONE = 8;
const NEW_OF_A_PHONE_PER_SECOND = 20;

export function createHookSource(deps: HookDeps): HookSource {
  let port = deps.port;
  let socket: HookSocket | null = null;
  const state = keepSourceState(deps);
  let report: Report = () => undefined;
  let since = Number.NEGATIVE_INFINITY;
  const counted = new Map<string, number>();

  /** Whether this second has room for one more report of this address. */
  function mayReport(from: string): boolean {
    const now = deps.monotonic();
    if (now - since >= 1000) {
      since = now;
      counted.clear();
    }
    const isPhone = from !== '' && !/^(?:::ffff:)?127\.|^::1$/u.test(from);
    const place = isPhone ? from : 'here';
    const count = (counted.get(place) ?? 0) + 1;
    counted.set(place, count);
    return count <= (isPhone ? REPORTS_PER_PHONE : REPORTS_PER_SECOND);
  }

  const http: HookHttp = {
    token: () => (typeof deps.token === 'string' ? deps.token : deps.token()),
    monotonic: deps.monotonic,
    accept(input, reportedAt, from) {
      if (!mayReport(from)) return { status: 429, why: 'too many reports' };
      const read = readHookReport(input, deps.clock.now());
      if (!read.ok) return { status: 400, why: read.error };
      state.left(read.value.left);
      state.report(report, read.value.event, reportedAt);
      return null;
    },
  };

  /** The port, for softphones that open addresses. */
  function openPort(signal: AbortSignal): Promise<void> {
    const hosts = (): readonly string[] =>
      ['127.0.0.1', 'localhost', ...(deps.network?.() ?? [])].map((name) => `${name}:${port}`);
    const listener = createServer(
      {
        maxHeaderSize: 8192,
        requestTimeout: 5000,
        headersTimeout: 5000,
        connectionsCheckingInterval: 1000,
      },
      createPortHandler(http, hosts),
    );
    limitConnections(listener, {
      most: MOST_CONNECTIONS,
      mostPerAddress: MOST_OF_A_PHONE,
      newPerSecond: NEW_OF_A_PHONE_PER_SECOND,
      monotonic: deps.monotonic,
    });
    listener.setTimeout(6000);
    listener.keepAliveTimeout = 1000;
    const stop = (): void => {
      listener.close();
      listener.closeAllConnections();
      state.off();
    };
    return new Promise((resolve) => {
      listener.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE') state.failed('portInUse', String(deps.port));
        else state.failed('unreachable', error.code ?? '');
        resolve();
      });
      listener.listen(deps.port, deps.network === undefined ? '127.0.0.1' : '0.0.0.0', () => {
        ({ port } = listener.address() as AddressInfo);
        if (signal.aborted) stop();
        else {
          signal.addEventListener('abort', stop, { once: true });
          state.ready();
        }
        resolve();
      });
    });
  }

  /** The socket or pipe, for the hook program: works also while another program has the port. */
  async function openSocket(places: SocketPlaces, signal: AbortSignal): Promise<void> {
    const listening = await listenForHookProgram(places, createLocalHandler(http));
    if (!listening.ok) {
      // The port goes on; but what is pasted as a command would report nothing.
      if (state.status().state === 'ready') state.failed('unreachable', `hook.sock ${listening.error}`);
      return;
    }
    const opened = listening.value;
    const stop = (): void => {
      socket = null;
      opened.close();
    };
    socket = opened;
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  }

  return {
    status: state.status,
    describe: () => ({ name: 'hook', where: `127.0.0.1:${port}` }),
    port: () => port,
    place: () => socket?.place ?? null,
    async start(reportTo, signal) {
      report = reportTo;
      await openPort(signal);
      if (deps.places !== undefined) await openSocket(deps.places, signal);
    },
  };
}
