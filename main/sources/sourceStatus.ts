import type { SourceReason } from '../../preload/contract.ts';
import type { CallEvent, Report } from '../calls/tracking/callEvent.ts';
import { NOT_STARTED, type SourceContext, type SourceStatus } from './callSource.ts';

/** What a source keeps to answer `status()`, told on after every change. */
export interface SourceStateKeeper {
  readonly status: () => SourceStatus;
  connecting(): void;
  /**
   * It is heard. A source that can ask the other side for its calls does so first, reports each (`ringing` or `dialing`,
   * `answered`, `held`: repeating changes nothing), and then says `toldAll`: what it told of before and not now has ended.
   */
  ready(calls?: 'toldAll' | 'restarted'): void;
  failed(reason: SourceReason, words?: string): void;
  readonly off: () => void;
  /** Counts what could not be read, of a message or a whole one: diagnostics show it. */
  left(count: number): void;
  /** Reports an event and remembers it as the last one; heard just now unless `reportedAt` says otherwise. */
  report(report: Report, event: Omit<CallEvent, 'at'>, reportedAt?: number): void;
}

/** Creates the state of a source that has not started. */
export function keepSourceState({
  clock,
  monotonic,
  changed,
  trackReachability = () => undefined,
}: Pick<SourceContext, 'clock' | 'monotonic' | 'changed'> &
  Partial<Pick<SourceContext, 'trackReachability'>>): SourceStateKeeper {
  let status = NOT_STARTED;
  const become = (next: Partial<SourceStatus>): void => {
    const before = status;
    status = { ...status, ...next };
    const isNew =
      before.state !== status.state || before.reason !== status.reason || before.words !== status.words;
    if (before.state === 'ready' && status.state !== 'ready') trackReachability('lost');
    if (isNew || next.lastEvent !== undefined) changed();
  };
  return {
    status: () => status,
    connecting() {
      // While it tries again, the reason of the last failure stays readable.
      if (status.state !== 'failed') become({ state: 'connecting', reason: null, words: '' });
    },
    ready(calls) {
      const wasReady = status.state === 'ready';
      become({ state: 'ready', reason: null, words: '' });
      if (!wasReady) trackReachability(calls ?? 'again');
    },
    failed(reason, words = '') {
      become({ state: 'failed', reason, words });
    },
    off() {
      become({ state: 'off', reason: null, words: '' });
    },
    left(count) {
      status = { ...status, unread: status.unread + count };
    },
    report(report, event, reportedAt = monotonic()) {
      const at = clock.now();
      report({ ...event, at }, reportedAt);
      become({ lastEvent: { kind: event.kind, at } });
    },
  };
}
