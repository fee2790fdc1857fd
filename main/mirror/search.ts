import type { Database, Statement } from 'better-sqlite3';
import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import type { Match } from '../../preload/contract.ts';
import { digitsOf } from '../calls/phoneCleaning.ts';
import { parsePhoneNumber } from '../calls/phoneNumber.ts';
import { type MirrorAccount, endingWith, entityOf, hitsOf, lookUp, matchOf } from './lookup.ts';
import { ENTITIES, type LookupStatements, type PhoneHit } from './lookupStatements.ts';
import { type Entity, nameKey } from './rows.ts';

/** Fewer digits than this are too common to search for. */
const FEWEST_DIGITS = 3;

/** Words of a search that count; more of them tell nobody apart. */
const MOST_WORDS = 3;

/** Sorts after every letter: the end of a range of names with one beginning. */
const AFTER_ALL = '\u{10ffff}';

/** Searches by the beginnings of the words of a name, in any order, or by digits as typed. */
export interface Search {
  search(account: MirrorAccount, text: string, limit: number): readonly Match[];
}

export function createSearch(db: Database, statements: LookupStatements): Search {
  const names: Record<Entity, Statement<[number, string, string, number], { readonly id: number }>> = {
    contact: db.prepare(byName('contacts')),
    company: db.prepare(byName('companies')),
  };
  // Names that begin so come from the index at once; the rest of the names is read through only when there are few.
  const words: Record<
    Entity,
    Statement<[number, string, string, string, number], { readonly id: number }>
  > = {
    contact: db.prepare(byWords('contacts')),
    company: db.prepare(byWords('companies')),
  };
  const beginning: Statement<[number, string, string, number, number], PhoneHit> = db.prepare(
    `SELECT entity, entity_id AS id, raw, e164 FROM phones INDEXED BY phones_by_e164
     WHERE account = ? AND e164 >= ? AND e164 < ? AND entity >= ? LIMIT ?`,
  );

  function named(account: MirrorAccount, text: string, limit: number): readonly Match[] {
    const key = nameKey(text);
    const [first = '', second = '', third = ''] = key.split(/\s+/u, MOST_WORDS).map((word) => ` ${word}`);
    if (key === '') return [];
    return ENTITIES.flatMap((entity) => {
      const ids = new Set(
        names[entity].all(account.account, key, `${key}${AFTER_ALL}`, limit).map(({ id }) => id),
      );
      if (ids.size < limit) {
        for (const { id } of words[entity].all(account.account, first, second, third, limit)) ids.add(id);
      }
      return [...ids].slice(0, limit).flatMap((id) => matchOf(statements, account, entity, id, null));
    });
  }

  /** The whole number, numbers that begin so in the own country or any, numbers that end so. */
  function numbered(account: MirrorAccount, text: string, limit: number): readonly Match[] {
    const digits = digitsOf(text);
    if (digits.length < FEWEST_DIGITS) return [];
    const number = parsePhoneNumber(text, { region: account.region });
    const exact = number.e164 === null ? [] : lookUp(statements, account, number);
    if (exact.some((match) => match.certainty === 'certain')) return exact;
    const beginnings = [`+${digits}`, `${countryPrefix(account.region)}${digits}`];
    const hits = hitsOf((kind) => [
      ...beginnings.flatMap((from) => beginning.all(account.account, from, `${from}:`, kind, limit)),
      ...endingWith(statements, account.account, digits.slice(-10))(kind),
    ]);
    return hits.flatMap((hit) =>
      matchOf(statements, account, entityOf(hit), hit.id, { hit, number, certainty: 'possible' }),
    );
  }

  return {
    search(account, text, limit) {
      const matches = /\p{L}/u.test(text) ? named(account, text, limit) : numbered(account, text, limit);
      return matches.slice(0, limit);
    },
  };
}

function byName(table: string): string {
  return `SELECT id FROM ${table} INDEXED BY ${table}_by_name WHERE account = ? AND name_key >= ? AND name_key < ? ORDER BY name_key, id LIMIT ?`;
}

/** Every word is the beginning of a word of the name; `''` is the beginning of any. */
function byWords(table: string): string {
  return `SELECT id FROM ${table} INDEXED BY ${table}_by_name WHERE account = ?
     AND instr(' ' || name_key, ?) > 0 AND instr(' ' || name_key, ?) > 0 AND instr(' ' || name_key, ?) > 0
     ORDER BY name_key, id LIMIT ?`;
}

function countryPrefix(region: string): string {
  return isSupportedCountry(region) ? `+${getCountryCallingCode(region)}` : '+';
}
