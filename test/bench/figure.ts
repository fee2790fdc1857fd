/** One line of the bench's table: what was measured of the product beside the least that could do it. */
export interface Figure {
  readonly name: string;
  /** Of `figure` and `floor`; `x` for a growth, which is a plain factor. */
  readonly unit: 'ms' | 'MiB' | 'kB' | '/s' | 'x';
  readonly figure: number;
  readonly floor: number;
  readonly ratio: number;
  readonly target: string;
  readonly pass: boolean;
  readonly detail: Readonly<Record<string, number | string>>;
}

/** The middle and the slow ends of many times. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** The percentiles as entries of a figure's detail, each behind a word. */
export function prefixed(prefix: string, { p50, p95, p99 }: Percentiles): Record<string, number> {
  return { [`${prefix} p50`]: p50, [`${prefix} p95`]: p95, [`${prefix} p99`]: p99 };
}

/** The median round of each percentile: a burst of other work on the computer spoils a round, not the figure. */
export function typical(rounds: readonly (readonly number[])[]): Percentiles {
  const all = rounds.map(percentiles);
  const median = (of: keyof Percentiles): number => percentiles(all.map((round) => round[of])).p50;
  return { p50: median('p50'), p95: median('p95'), p99: median('p99') };
}
