import type { AccountRow } from '../journal/journal.ts';

type Named = Pick<AccountRow, 'key' | 'name' | 'userName' | 'userId' | 'host' | 'label'>;

/** What may tell two accounts apart, the plainest first. The CRM names users to admins only: then it is their number. */
const MARKS: readonly ((row: Named) => readonly string[])[] = [
  ({ userName }) => [userName],
  ({ host }) => [host],
  ({ userName, host }) => [userName, host],
  ({ userId }) => [String(userId)],
  ({ host, userId }) => [host, String(userId)],
];

/**
 * What an account is called while the agent gave it no name of their own: the CRM's name, and where others here are
 * called the same (two users of one account, a company on both platforms) what tells it from them. Windows, the tray and the
 * pop then never show two accounts under one name.
 */
export function distinctName(row: Named, rows: readonly Named[]): string {
  const alike = rows.filter(({ key, name, label }) => key !== row.key && label === null && name === row.name);
  if (alike.length === 0) return row.name;
  const mark = MARKS.map((each) => each(row)).find(
    (parts, index) =>
      !parts.includes('') && alike.every((other) => MARKS[index]?.(other).join() !== parts.join()),
  );
  return [row.name, ...(mark ?? [row.key])].join(' · ');
}
