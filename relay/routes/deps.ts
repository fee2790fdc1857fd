import type { RelayLog } from '../log.ts';
import type { RelayMetrics } from '../metrics.ts';
import type { Refusals } from '../refusals.ts';

/** What every route needs. */
export interface RouteDeps {
  readonly metrics: RelayMetrics;
  readonly log: RelayLog;
  readonly refusals: Refusals;
}
