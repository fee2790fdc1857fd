import type { Database, Statement } from 'better-sqlite3';
import {
  EMPTY,
  mapFields,
  type FieldType,
  type FieldValues,
  type Fields,
  type ValuesOf,
} from '../../../entities/field.ts';
import { digestOf } from '../rowDigest.ts';

/** A value as a column holds it: lists of texts are JSON, null when empty. */
type Column = string | number | null;
/** The columns of an entity's fields, by the fields' names. */
export type ColumnsOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name]['type'] extends 'texts' ? string | null : FieldValues[F[Name]['type']];
};
/** What is told of an entity's fields by somebody who does not tell all of them. Null: not told. */
export type ChangedValues<F extends Fields> = { readonly [Name in keyof F]: ValuesOf<F>[Name] | null };

const SQL_TYPES: { readonly [Type in FieldType]: string } = {
  text: 'TEXT NOT NULL',
  texts: 'TEXT',
  whole: 'INTEGER NOT NULL',
  wholeOrNull: 'INTEGER',
  seconds: 'INTEGER NOT NULL',
  secondsOrNull: 'INTEGER',
  amountOrNull: 'REAL',
};

/** The fields' columns for `CREATE TABLE`. */
export const columnsSql = (fields: Fields): string =>
  Object.values(fields)
    .map(({ column, type }) => `${column} ${SQL_TYPES[type]}`)
    .join(',\n  ');

/** The fields' columns for `SELECT`, under the fields' names; all, or those given. */
export const selectSql = (
  fields: Fields,
  table: string,
  names: readonly string[] = Object.keys(fields),
): string => names.map((name) => `${table}.${fields[name]?.column} AS ${name}`).join(', ');

/** Writes the rows of one kind of entity. Every call belongs into a transaction. */
export interface EntityTable<F extends Fields, Own extends string> {
  readonly find: Statement<
    [account: number, id: number],
    ColumnsOf<F> & { readonly [Name in Own | 'digest']: Column }
  >;
  readonly setDigest: Statement<[digest: number, account: number, id: number]>;
  readonly remove: Statement<[account: number, id: number]>;
  put(
    isKnown: boolean,
    account: number,
    id: number,
    values: ValuesOf<F>,
    beside: { readonly [Name in Own | 'digest']: Column },
  ): void;
  digest(values: ValuesOf<F>, ...beside: readonly (Column | readonly string[])[]): number;
  /** Whether a row says the same: told by somebody who says less or more of it. */
  isSame(known: ColumnsOf<F>, values: ValuesOf<F>): boolean;
  /** What is told laid over what is known. */
  merged(known: ColumnsOf<F> | undefined, changed: ChangedValues<F>): ValuesOf<F>;
}

/** @param own columns beside the fields' and `digest` */
export function createEntityTable<F extends Fields, Own extends string = never>(
  db: Database,
  table: string,
  fields: F,
  own: readonly Own[] = [],
): EntityTable<F, Own> {
  const names: readonly (keyof F & string)[] = Object.keys(fields);
  const ownNames = ['digest', ...own] as const;
  const columns = [...names.map((name) => fields[name]?.column), ...ownNames];
  const marks = columns.map(() => '?').join(', ');
  const where = 'WHERE account = ? AND id = ?';
  const update = db.prepare<Column[]>(`UPDATE ${table} SET (${columns.join(', ')}) = (${marks}) ${where}`);
  const insert = db.prepare<Column[]>(
    `INSERT INTO ${table} (${columns.join(', ')}, account, id) VALUES (${marks}, ?, ?)`,
  );
  return {
    find: db.prepare(`SELECT ${selectSql(fields, table)}, ${ownNames.join(', ')} FROM ${table} ${where}`),
    setDigest: db.prepare(`UPDATE ${table} SET digest = ? ${where}`),
    remove: db.prepare(`DELETE FROM ${table} ${where}`),
    put(isKnown, account, id, values, beside) {
      const all = names.map((name) => columnOf(values[name]));
      (isKnown ? update : insert).run(...all, ...ownNames.map((name) => beside[name]), account, id);
    },
    digest: (values, ...beside) => digestOf(...beside, ...names.map((name) => values[name])),
    isSame: (known, values) => names.every((name) => known[name] === columnOf(values[name])),
    merged: (known, changed) =>
      mapFields(
        fields,
        ({ type }, name) => changed[name] ?? (known && valueOf(type, known[name] as Column)) ?? EMPTY[type],
      ) as ValuesOf<F>,
  };
}

type Value = FieldValues[FieldType];

const columnOf = (value: Value): Column =>
  typeof value === 'object' && value !== null ? listed(value) : value;

const valueOf = (type: FieldType, column: Column): Value =>
  type === 'texts' ? unlisted(typeof column === 'string' ? column : null) : column;

/** Values out of their columns. */
export const valuesIn = <F extends Fields>(fields: F, columns: ColumnsOf<F>): ValuesOf<F> =>
  mapFields(fields, ({ type }, name) => valueOf(type, columns[name] as Column)) as ValuesOf<F>;

/** A list out of a column, which only `listed` writes. */
export function unlisted(column: string | null): readonly string[] {
  return column === null ? [] : (JSON.parse(column) as readonly string[]);
}

/** A list as it stands in a column. */
function listed(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : JSON.stringify(texts);
}
