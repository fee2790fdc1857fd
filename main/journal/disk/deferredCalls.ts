import type { CallRow, CallRows } from '../callRows.ts';
import type { KeptWrites } from './deferredWrites.ts';
import { attempt } from '../journalError.ts';

type Facts = Parameters<CallRows['putFacts']>[0];

/** Calls whose facts are kept while the disk refuses them, and read from there meanwhile. */
export interface KeepingCalls {
  readonly rows: CallRows;
  /** A write is kept no more. */
  gone(key: string): void;
  /** Nothing of this account is to be written any more. */
  forget(account: string): void;
}

const keyOf = (account: string, id: string): string => `call ${account} ${id}`;
const NOTHING_WRITTEN = { chosen: null, note: '', result: null, popMs: null } as const;

/** The rows of calls on the disk, with what is kept laid over them. */
export function keepingCalls(onDisk: CallRows, kept: KeptWrites): KeepingCalls {
  const facts = new Map<string, Facts>();

  const laidOver = (row: CallRow): CallRow => {
    const known = facts.get(keyOf(row.account, row.id));
    return known === undefined ? row : { ...row, ...known };
  };
  /** Calls of the disk, and those of this kind that it has not got. */
  function withKept(rows: readonly CallRow[], belongs: (one: Facts) => boolean): readonly CallRow[] {
    if (facts.size === 0) return rows;
    const known = new Set(rows.map(({ account, id }) => keyOf(account, id)));
    const missing = [...facts].filter(([key, one]) => !known.has(key) && belongs(one));
    const whole = missing.map(([, one]) => ({
      ...NOTHING_WRITTEN,
      ...onDisk.get(one.account, one.id),
      ...one,
    }));
    return [...rows.map(laidOver), ...whole].filter(belongs).toSorted((a, b) => b.startedAt - a.startedAt);
  }
  function putFacts(row: Facts): void {
    const key = keyOf(row.account, row.id);
    const isWritten = kept.write(key, () => {
      onDisk.putFacts(row);
    });
    if (!isWritten) facts.set(key, row);
  }

  return {
    rows: {
      putFacts,
      addPast(row) {
        kept.behind(() => onDisk.addPast(row));
      },
      setNote(account, id, note) {
        kept.behind(() => onDisk.setNote(account, id, note));
      },
      setRecording(account, id, recording) {
        kept.behind(() => onDisk.setRecording(account, id, recording));
      },
      setTask(account, id, taskId) {
        kept.behind(() => onDisk.setTask(account, id, taskId));
      },
      setChosen(account, id, chosen) {
        kept.behind(() => onDisk.setChosen(account, id, chosen));
      },
      setResult(account, id, result, outcome = null) {
        kept.behind(() => onDisk.setResult(account, id, result, outcome));
      },
      setPopMs(account, id, popMs) {
        kept.write(`pop ${keyOf(account, id)}`, () => onDisk.setPopMs(account, id, popMs));
      },
      setCallerName(account, id, callerName) {
        const known = facts.get(keyOf(account, id));
        if (known !== undefined) return putFacts({ ...known, callerName });
        if (attempt(() => kept.behind(() => onDisk.setCallerName(account, id, callerName))).ok) return;
        const row = onDisk.get(account, id);
        if (row === null) return;
        const { note: _note, result: _result, chosen: _chosen, popMs: _popMs, ...rest } = row;
        putFacts({ ...rest, callerName });
      },
      move: (id, from, to) => kept.behind(() => onDisk.move(id, from, to)),
      get(account, id) {
        const row = onDisk.get(account, id);
        if (row !== null) return laidOver(row);
        const known = facts.get(keyOf(account, id));
        return known === undefined ? null : { ...NOTHING_WRITTEN, ...known };
      },
      accountOf: (id) => {
        const account = onDisk.accountOf(id);
        if (account !== null || facts.size === 0) return account;
        return [...facts.values()].find((one) => one.id === id)?.account ?? null;
      },
      since: (account, at) => {
        const rows = onDisk.since(account, at);
        const listed = new Set(rows.map(({ id }) => id));
        return withKept(
          rows,
          (one) => one.account === account && (one.startedAt >= at || listed.has(one.id)),
        );
      },
      open: () => withKept(onDisk.open(), ({ state }) => state !== 'ended'),
    },
    gone(key) {
      facts.delete(key);
    },
    forget(account) {
      for (const [key, one] of facts) if (one.account === account) kept.drop(key);
    },
  };
}
