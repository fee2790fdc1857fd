import type { RecordStore } from '../registry/records.ts';
import type { EventQueue } from './queue.ts';

/** Where a relay keeps events and records, and how to let go of both. */
export interface OpenedQueue {
  readonly kind: 'sqlite' | 'nats';
  readonly queue: EventQueue;
  readonly records: RecordStore;
  close(): Promise<void>;
}
