import type { UpdateState } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import type { NoUpdates } from './updateFeed.ts';
import { isSigned } from './releaseSignature.ts';
import type { UpdateFailure, Updater } from './updater.ts';

/** New versions of Ringside: looked for and fetched between calls, installed when the agent wants it or closes Ringside. */
export interface UpdateService {
  state(): UpdateState;
  /** Looks now. `notNow` while the agent is busy, or where there are no updates. */
  check(): Promise<Result<UpdateState, 'notNow'>>;
  /** Ends Ringside and comes back as the new version. `notNow` while the agent is busy, or nothing is ready. */
  restart(): Result<null, 'notNow'>;
  /** A call began, ended, or got its result. */
  callsChanged(): void;
  /** Begins to look by itself. */
  start(): void;
  /** Ringside ends: what is ready is installed, unless the agent is busy. */
  stop(): void;
}

interface UpdateServiceDeps {
  /** The publisher's public key (PEM), or why there are no updates here. */
  readonly source: Result<{ readonly publicKey: string }, NoUpdates>;
  /** Reads electron-updater, which takes a while: not before it is needed. */
  readonly load: () => Promise<Updater>;
  /** A call is on, or an ended one waits for its result. */
  readonly isBusy: () => boolean;
  readonly clock: Clock;
  /** 0 to 1: so that not every computer of a team looks in the same minute. */
  readonly random: () => number;
  readonly tell: (state: UpdateState) => void;
  readonly logError: (message: string) => void;
}

const MINUTE = 60_000;
/** Not with the start, when everything else wants the computer. */
const FIRST_MS = 5 * MINUTE;
const EVERY_MS = 6 * 60 * MINUTE;
/** How long after a call it is tried again. */
const AFTER_CALL_MS = MINUTE;

type Phase = Exclude<UpdateState['phase'], 'off'>;

/** One version at a time; every step asks first whether the agent is busy. */
export function createUpdateService(deps: UpdateServiceDeps): UpdateService {
  const { source, clock, isBusy } = deps;
  let phase: Phase = 'idle';
  let version: string | null = null;
  let percent: number | null = null;
  let failure: UpdateFailure | null = null;
  let checkedAt: number | null = null;
  let updater: Updater | null = null;
  let fetching: AbortController | null = null;
  let cancelNext = (): void => undefined;
  let wasBusy = false;
  let stopped = false;

  const state = (): UpdateState => {
    if (!source.ok) return { phase: 'off', reason: source.error };
    return { phase, version, percent, failure, checkedAt, isBusy: isBusy() };
  };
  const become = (next: Phase): void => {
    phase = next;
    deps.tell(state());
  };
  const failed = (why: UpdateFailure): void => {
    failure = why;
    deps.logError(`the update did not come: ${why}`);
    become('failed');
  };
  const next = (delayMs: number): void => {
    cancelNext();
    if (!stopped) cancelNext = clock.schedule(delayMs, () => void turn());
  };
  const spread = (): number => EVERY_MS * (0.9 + 0.2 * deps.random());

  async function look(publicKey: string): Promise<void> {
    failure = null;
    become('checking');
    updater ??= await deps.load();
    const found = await updater.check();
    checkedAt = clock.now();
    if (!found.ok) return failed(found.error);
    version = found.value?.version ?? null;
    if (found.value === null) return become('idle');
    const { signed, signature } = found.value;
    if (!isSigned(signed, signature, publicKey)) return failed('refused');
    // Asking takes a while, and a call may have begun.
    if (isBusy() || stopped) return become('waiting');
    await fetchFound(updater);
  }

  async function fetchFound(from: Updater): Promise<void> {
    fetching = new AbortController();
    percent = 0;
    become('downloading');
    const fetched = await from.download(fetching.signal, (now) => {
      const whole = Math.floor(now);
      if (whole === percent || fetching === null) return;
      percent = whole;
      become('downloading');
    });
    fetching = null;
    percent = null;
    if (fetched.ok) return become('ready');
    if (fetched.error === 'aborted') return become('waiting');
    failed(fetched.error);
  }

  /** Nothing is under way, and nothing is here that waits to be installed. */
  const mayLook = (): boolean => !isBusy() && ['idle', 'waiting', 'failed'].includes(phase);

  /** The next thing to do by itself. */
  async function turn(): Promise<void> {
    if (!source.ok || stopped) return;
    if (isBusy()) return next(AFTER_CALL_MS);
    if (mayLook()) await look(source.value.publicKey);
    next(phase === 'waiting' ? AFTER_CALL_MS : spread());
  }

  return {
    state,
    async check() {
      if (!source.ok || isBusy()) return fail('notNow');
      if (mayLook()) await look(source.value.publicKey);
      return ok(state());
    },
    restart() {
      if (phase !== 'ready' || isBusy()) return fail('notNow');
      if (updater?.install(true) === true) return ok(null);
      failed('badFeed');
      return fail('notNow');
    },
    callsChanged() {
      if (!source.ok) return;
      const busy = isBusy();
      if (busy === wasBusy) return;
      wasBusy = busy;
      if (busy) fetching?.abort();
      else if (phase === 'waiting') next(AFTER_CALL_MS);
      // The page of the settings says why its button waits.
      deps.tell(state());
    },
    start() {
      if (source.ok) next(FIRST_MS * (1 + deps.random()));
    },
    stop() {
      stopped = true;
      cancelNext();
      fetching?.abort();
      if (phase === 'ready' && !isBusy()) updater?.install(false);
    },
  };
}
