import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Refusal } from './log.ts';

/** What the relay counts, for Prometheus. No label names an account, a desktop or an address. */
export interface RelayMetrics {
  accepted(seconds: number): void;
  duplicate(): void;
  refused(why: Refusal): void;
  delivered(events: number): void;
  connected(count: number): void;
  dropped(why: string): void;
  /** The text of `GET /metrics`. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Counters of one relay. */
export function createRelayMetrics(queueBytes: () => number | null): RelayMetrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const answered = new Histogram({
    name: 'relay_webhook_answer_seconds',
    help: 'From the end of a webhook to its answer, once stored',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
    registers,
  });
  const duplicates = new Counter({
    name: 'relay_webhook_duplicates_total',
    help: 'Posted once more',
    registers,
  });
  const refusals = new Counter({
    name: 'relay_refused_total',
    help: 'Requests and messages that were not served',
    labelNames: ['why'],
    registers,
  });
  const events = new Counter({
    name: 'relay_delivered_events_total',
    help: 'Events sent to desktops',
    registers,
  });
  const desktops = new Gauge({ name: 'relay_desktops', help: 'Desktops connected', registers });
  const drops = new Counter({
    name: 'relay_dropped_total',
    help: 'Desktops whose connection the relay ended',
    labelNames: ['why'],
    registers,
  });
  const bytes = new Gauge({ name: 'relay_queue_bytes', help: 'Size of the queue', registers });
  return {
    accepted: (seconds) => answered.observe(seconds),
    duplicate: () => duplicates.inc(),
    refused: (why) => refusals.inc({ why }),
    delivered: (count) => events.inc(count),
    connected: (count) => desktops.set(count),
    dropped: (why) => drops.inc({ why }),
    text() {
      const size = queueBytes();
      if (size !== null) bytes.set(size);
      return register.metrics();
    },
    contentType: register.contentType,
  };
}
