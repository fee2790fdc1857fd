import type { SourceReason } from '../../../preload/contract.ts';
import type { CallEvent, Report } from '../event.ts';
import { NOT_STARTED, type SourceContext, type SourceStatus } from './source.ts';

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
  /** Reports an event and remembers it as the last one; heard just now unless `heardAt` says otherwise. */
  report(report: Report, event: Omit<CallEvent, 'at'>, heardAt?: number): void;
}

/** Creates the state of a source that has not started. */
export function keepSourceState({
  clock,
  monotonic,
  changed,
  hearing = () => undefined,
}: Pick<SourceContext, 'clock' | 'monotonic' | 'changed'> &
  Partial<Pick<SourceContext, 'hearing'>>): SourceStateKeeper {
  let status = NOT_STARTED;
  const become = (next: Partial<SourceStatus>): void => {
    const before = status;
    status = { ...status, ...next };
    const isNews =
      before.state !== status.state || before.reason !== status.reason || before.words !== status.words;
    if (before.state === 'ready' && status.state !== 'ready') hearing('lost');
    if (isNews || next.lastEvent !== undefined) changed();
  };
  return {
    status: () => status,
    connecting() {
      // While it tries again, the reason of the last failure stays readable.
      if (status.state !== 'failed') become({ state: 'connecting', reason: null, words: '' });
    },
    ready(calls) {
      const wasHeard = status.state === 'ready';
      become({ state: 'ready', reason: null, words: '' });
      if (!wasHeard) hearing(calls ?? 'again');
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
    report(report, event, heardAt = monotonic()) {
      const at = clock.now();
      report({ ...event, at }, heardAt);
      become({ lastEvent: { kind: event.kind, at } });
    },
  };
}
