import type { Journal } from '../../journal/journal.ts';
import type { LineName, LineRow } from '../../journal/tables/phoneLineTable.ts';
import { attempt } from '../../journal/journalError.ts';
import { forgotten, lineUsed, movedOn, pipelineSaid, saidOf } from './phoneLineLearning.ts';

/** Which lines calls came through, and whose they are: what an agent said, and what their moves taught. */
export interface PhoneLines {
  /** The account that has the line, null while that is open. One indexed read. */
  ownerOf(name: LineName): string | null;
  /** A call came through the line. @param at Unix ms */
  reported(name: LineName, at: number): void;
  /** The agent moved a call of the line to an account. */
  moved(name: LineName, account: string): void;
  /** The agent says whose the line is; null: ask each time. */
  assign(name: LineName, account: string | null): void;
  /** The pipeline of new deals of its callers; null: the account's first. */
  pipelineOf(name: LineName): number | null;
  setPipeline(name: LineName, pipeline: number | null): void;
  forget(name: LineName): void;
  list(): readonly LineRow[];
}

interface PhoneLinesDeps {
  readonly journal: Pick<Journal, 'lines'>;
  /** After every change but the time of the last call. */
  readonly changed: () => void;
}

/** Invented lines of a broken source must not fill the journal. */
const MOST_LINES = 200;

export function createPhoneLines({ journal: { lines }, changed }: PhoneLinesDeps): PhoneLines {
  const put = (row: LineRow): void => {
    lines.put(row);
    changed();
  };
  return {
    ownerOf(name) {
      // Asked on the way to the pop, which a journal that cannot be read must not hold up.
      const known = attempt(() => lines.get(name));
      return known.ok ? (known.value?.account ?? null) : null;
    },
    reported(name, at) {
      const known = lines.get(name);
      const row = lineUsed(known, name, at);
      if (known !== null) return lines.put(row);
      put(row);
      lines.trim(MOST_LINES);
    },
    moved(name, account) {
      const row = movedOn(lines.get(name), name, account);
      if (row !== null) put(row);
    },
    assign(name, account) {
      put(saidOf(lines.get(name), name, account));
    },
    pipelineOf(name) {
      const known = attempt(() => lines.get(name));
      return known.ok ? (known.value?.pipeline ?? null) : null;
    },
    setPipeline(name, pipeline) {
      put(pipelineSaid(lines.get(name), name, pipeline));
    },
    forget(name) {
      const known = lines.get(name);
      if (known !== null) put(forgotten(known));
    },
    list: () => lines.list(),
  };
}
