/** One line of a switchboard's call records, as far as it tells of a missed caller. */
export interface CallRecord {
  /** The caller, as the switchboard has them. */
  readonly number: string;
  /** Where it rang: a device, an extension. */
  readonly line: string;
  /** Unix ms by the switchboard's clock, read in this computer's time zone. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly wasAnswered: boolean;
}

/** Whose file it is: each writes the columns in an order of its own. */
export type RecordDialect = 'asterisk' | 'freeswitch';

/**
 * Asterisk's cdr_csv (Master.csv): account code, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer, end,
 * duration, billsec, disposition, ...
 */
const ASTERISK = { number: 1, to: 2, device: 6, start: 9, end: 11, talked: 13, fewest: 15 } as const;
/**
 * FreeSWITCH's mod_cdr_csv, template `example` (Master.csv): caller name, caller number, destination, context, start, answer, end,
 * duration, billsec, hangup cause, ...
 */
const FREESWITCH = { number: 1, to: 2, device: 2, start: 4, end: 6, talked: 8, fewest: 10 } as const;
const COLUMNS = { asterisk: ASTERISK, freeswitch: FREESWITCH } as const;

/** A line longer than any record is left. */
const LONGEST = 4_000;

/** What a line tells; null where it is no record. */
export function recordOf(line: string, dialect: RecordDialect): CallRecord | null {
  if (line.length > LONGEST) return null;
  const fields = fieldsOf(line);
  const columns = COLUMNS[dialect];
  if (fields.length < columns.fewest) return null;
  const startedAt = timeOf(fields[columns.start]);
  const number = (fields[columns.number] ?? '').trim();
  if (startedAt === null || number === '') return null;
  const device = fields[columns.device] ?? '';
  return {
    number,
    line: device === '' ? (fields[columns.to] ?? '') : device,
    startedAt,
    endedAt: Math.max(startedAt, timeOf(fields[columns.end]) ?? startedAt),
    wasAnswered: Number(fields[columns.talked] ?? 0) > 0,
  };
}

/** The fields of a line of comma-separated values, quoted or not; a quote in quotes is doubled. */
function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

/** `2026-11-30 18:04:05`, by this computer's time zone; null where it is none. */
function timeOf(text: string | undefined): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/u.exec(text ?? '');
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

/**
 * Whom the agent missed by these records: it rang one of their devices, and nobody took the call, neither they nor a colleague of
 * the group. One record a caller and minute, whatever legs it had.
 *
 * @param names the agent's devices, as the source's settings name them
 * @param from Unix ms; what began before is left
 */
export function missedOf(
  records: readonly CallRecord[],
  names: readonly string[],
  from: number,
): readonly CallRecord[] {
  const missed: CallRecord[] = [];
  for (const record of records) {
    if (record.wasAnswered || record.startedAt < from || !isAt(record.line, names)) continue;
    const isSame = (other: CallRecord): boolean =>
      other.number === record.number && Math.abs(other.startedAt - record.startedAt) < SAME_MS;
    if (missed.some(isSame)) continue;
    if (records.some((other) => other.wasAnswered && isSame(other))) continue;
    missed.push(record);
  }
  return missed;
}

const SAME_MS = 60_000;

/** `PJSIP/101-0000002a` is at `101`, and so is `101`. */
function isAt(line: string, names: readonly string[]): boolean {
  const device = line.replace(/^[A-Za-z\d]+\//u, '').replace(/-[\da-f]{6,}(?:;\d)?$/u, '');
  return names.includes(device);
}
