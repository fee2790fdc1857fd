import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parsePhoneNumber } from '../../main/calls/phoneNumber.ts';
import { LOOKUP_SQL } from '../../main/mirror/lookupStatements.ts';
import { openMirror } from '../../main/mirror/openMirror.ts';
import { type OpenMirrorReader, createMirrorReader } from '../../main/mirror/reader.ts';
import type { LeadRow, PartyRow } from '../../main/mirror/rows.ts';
import { type MirrorWriter, createMirrorWriter } from '../../main/mirror/writer.ts';

/** One line of the bench's table. Times in milliseconds. */
export interface LookupFigure {
  readonly name: string;
  readonly figure: number;
  readonly floor: number;
  readonly ratio: number;
  readonly target: string;
  readonly pass: boolean;
  readonly detail: Readonly<Record<string, number | string>>;
}

export interface LookupBenchOptions {
  readonly small?: number;
  readonly large?: number;
  readonly lookups?: number;
}

const ACCOUNT = { key: 'bench', region: 'RU', userId: 1 };
/** Rows of one transaction while filling: more than a page, to be quick. */
const BATCH = 10_000;
/** Each with at least a thousand lookups. */
const ROUNDS = 15;
/** A contact in ten has an open lead. */
const LEAD_EVERY = 10;
const TARGET_P99_MS = 1;
const TARGET_GROWTH = 2;

/**
 * Looks random known numbers up in a mirror of 10,000 and of 1,000,000 contacts, from the number as a
 * softphone reports it to complete matches; beside it, by turns on the same file, the bare prepared
 * statement that finds the phone by E.164.
 */
export function benchLookup(options: LookupBenchOptions = {}): readonly LookupFigure[] {
  const { small = 10_000, large = 1_000_000, lookups = 20_000 } = options;
  const sizes = [small, large].map((contacts) => measure(contacts, lookups));
  const figures = sizes.map(({ contacts, lookup, floor, bytes, fillMs }) => ({
    name: `lookup ${contacts.toLocaleString('en')}`,
    figure: lookup.p99,
    floor: floor.p99,
    ratio: lookup.p99 / floor.p99,
    target: `p99 at most ${TARGET_P99_MS} ms`,
    pass: lookup.p99 <= TARGET_P99_MS,
    detail: { ...prefixed('lookup', lookup), ...prefixed('floor', floor), bytes, fillMs },
  }));
  const [before, after] = sizes;
  if (!before || !after) return figures;
  const growth = after.lookup.p50 / before.lookup.p50;
  const floorGrowth = after.floor.p50 / before.floor.p50;
  return [
    ...figures,
    {
      name: 'lookup growth',
      figure: growth,
      floor: floorGrowth,
      ratio: growth / floorGrowth,
      target: `p50 at most ${TARGET_GROWTH} times as long`,
      pass: growth <= TARGET_GROWTH,
      detail: {
        p99Growth: after.lookup.p99 / before.lookup.p99,
        contacts: `${before.contacts} -> ${after.contacts}`,
      },
    },
  ];
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

function measure(contacts: number, lookups: number) {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-bench-'));
  const file = join(folder, 'mirror.db');
  try {
    const begun = performance.now();
    const writer = createMirrorWriter(openMirror(file, () => {}));
    fill(writer, contacts);
    writer.close();
    const fillMs = Math.round(performance.now() - begun);
    const reader = createMirrorReader(file);
    const bare = new Database(file, { readonly: true });
    bare.pragma('mmap_size = 2147483648');
    const { bytes } = bare
      .prepare<[], { readonly bytes: number }>(
        'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
      )
      .get() ?? { bytes: 0 };
    // Unmeasured first: the compiler and the page cache warm up.
    race(reader, bare, contacts, Math.min(lookups, 2_000), ROUNDS);
    const rounds = Array.from({ length: ROUNDS }, (_, round) =>
      race(reader, bare, contacts, Math.ceil(lookups / ROUNDS), round),
    );
    bare.close();
    reader.close();
    return {
      contacts,
      bytes,
      fillMs,
      lookup: typical(rounds.map((times) => times.lookup)),
      floor: typical(rounds.map((times) => times.floor)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Times of both, taken by turns, so that whatever else the computer does falls on both. */
function race(
  reader: OpenMirrorReader,
  bare: Database.Database,
  contacts: number,
  lookups: number,
  round: number,
) {
  const statement = bare.prepare<[number, string, number, number]>(LOOKUP_SQL.e164);
  const lookup: number[] = [];
  const floor: number[] = [];
  for (let turn = 0; turn < lookups; turn += 1) {
    const step = 2 * (round * lookups + turn);
    const id = 1 + scattered(step, contacts);
    const number = parsePhoneNumber(dirty(id), { region: 'RU' });
    const first = performance.now();
    const matches = reader.lookup(ACCOUNT.key, number);
    const second = performance.now();
    // Another number: the lookup has just pulled its own into the cache.
    statement.all(1, `+${digitsOf(1 + scattered(step + 1, contacts))}`, 0, 40);
    const third = performance.now();
    if (matches[0]?.id !== id) throw new Error('the bench looked up a number it does not know');
    lookup.push(second - first);
    floor.push(third - second);
  }
  return { lookup, floor };
}

function fill(writer: MirrorWriter, contacts: number): void {
  writer.addAccount(ACCOUNT);
  const place = { watermark: 0, nextHref: null, newest: null, completedAt: 0 };
  const now = Date.now();
  const save = (list: 'contacts' | 'companies', rows: readonly PartyRow[]): void => {
    writer.savePage(ACCOUNT.key, { list, rows }, place, now);
  };
  writer.savePage(
    ACCOUNT.key,
    { list: 'users', rows: [{ id: 1, name: 'Agent', isAdmin: false }] },
    place,
    now,
  );
  const statuses = [{ id: 10, name: 'Offer', color: '#99ccff', sort: 10 }];
  writer.savePage(ACCOUNT.key, { list: 'pipelines', rows: [{ id: 1, name: 'Sales', statuses }] }, place, now);
  save(
    'companies',
    Array.from({ length: 1_000 }, (_, index) => party(index + 1, [])),
  );
  for (let from = 1; from <= contacts; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, contacts - from + 1) }, (_, index) => from + index);
    save(
      'contacts',
      ids.map((id) => party(id, [dirty(id)], 1 + (id % 1_000))),
    );
    const rows = ids.filter((id) => id % LEAD_EVERY === 0).map(lead);
    writer.savePage(ACCOUNT.key, { list: 'leads', rows }, place, now);
  }
  writer.checkpoint();
}

const party = (id: number, phones: readonly string[], companyId: number | null = null): PartyRow => ({
  id,
  name: `Иван Петров ${id}`,
  companyId,
  responsibleUserId: 1,
  updatedAt: 1_700_000_000 + (id % 1_000_000),
  isDeleted: false,
  phones,
  leadIds: null,
});

const lead = (id: number): LeadRow => ({
  id,
  name: `Deal ${id}`,
  price: id,
  responsibleUserId: 1,
  pipelineId: 1,
  statusId: 10,
  updatedAt: 1_700_000_000,
  closedAt: null,
  isDeleted: false,
  contactIds: [id],
  companyIds: [],
});

/** A different mobile number for each id, spread over the whole range as real ones are. */
function digitsOf(id: number): string {
  return `79${String(scattered(id, 1_000_000_007)).padStart(9, '0').slice(-9)}`;
}

/** As an agent typed it. */
function dirty(id: number): string {
  const digits = digitsOf(id);
  return `8 (${digits.slice(1, 4)}) ${digits.slice(4, 7)}-${digits.slice(7, 9)}-${digits.slice(9)}`;
}

/** Steps through 0 .. size-1 in an order without pattern for a cache, never twice within `size` steps. */
function scattered(step: number, size: number): number {
  // 7919 and 100,003 are primes that divide none of the sizes used.
  return (step * (size > 1_000_003 ? 7_919_777 : 7_919) + 100_003) % size;
}

/** The median round of each percentile: a burst of other work on the computer spoils a round, not the figure. */
function typical(rounds: readonly (readonly number[])[]): Percentiles {
  const all = rounds.map(percentiles);
  const median = (of: keyof Percentiles): number => percentiles(all.map((round) => round[of])).p50;
  return { p50: median('p50'), p95: median('p95'), p99: median('p99') };
}

function percentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function prefixed(prefix: string, { p50, p95, p99 }: Percentiles): Record<string, number> {
  return { [`${prefix} p50`]: p50, [`${prefix} p95`]: p95, [`${prefix} p99`]: p99 };
}
