import type { AccountRow } from '../journal/journal.ts';

type Named = Pick<AccountRow, 'key' | 'name' | 'userName' | 'host' | 'label'>;

/**
 * What an account is called while the agent gave it no name of his own: the CRM's name, and where others here are
 * called the same (two users of one account, a company on both platforms) what tells it from them. Windows, the tray and the
 * pop then never show two accounts under one name.
 */
export function distinctName(row: Named, rows: readonly Named[]): string {
  const alike = rows.filter(({ key, name, label }) => key !== row.key && label === null && name === row.name);
  if (alike.length === 0) return row.name;
  const isAlone = (part: 'userName' | 'host'): boolean =>
    row[part] !== '' && alike.every((other) => other[part] !== row[part]);
  if (isAlone('userName')) return `${row.name} · ${row.userName}`;
  if (isAlone('host')) return `${row.name} · ${row.host}`;
  const parts = [row.name, row.userName === '' ? '' : row.userName, row.host];
  return parts.filter((part) => part !== '').join(' · ');
}
