import type { Database, Statement } from 'better-sqlite3';
import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import { digitsOf } from '../calls/phoneCleaning.ts';
import { type PhoneNumber, parsePhoneNumber } from '../calls/phoneNumber.ts';
import { type MirrorAccount, endingWith, entityOf, hitsOf, lookUp } from './lookup.ts';
import type { LookupStatements, PhoneHit } from './lookupStatements.ts';
import { createNameScan } from './nameScan.ts';
import { ENTITY, type Entity, LEAD, nameKey } from './rows.ts';

/** Searches by the beginnings of the words of a name, in any order, or by digits as typed. */
export interface Search {
  /** Contacts, then companies, then leads; of each kind at most `limit`, the best first. */
  find(account: MirrorAccount, text: string, limit: number): Findings;
}

export interface Findings {
  readonly parties: readonly Finding[];
  readonly leads: readonly number[];
}

export interface Finding {
  readonly entity: Entity;
  readonly id: number;
  /** The phone that fits and the number it was found by; null when the name did. */
  readonly by: { readonly hit: PhoneHit; readonly number: PhoneNumber; readonly isCertain: boolean } | null;
}

/** Fewer digits than this are too common to search for. */
const FEWEST_DIGITS = 3;

/** Sorts after every letter: the end of a range of names with one beginning. */
const AFTER_ALL = '\u{10ffff}';

export function createSearch(db: Database, statements: LookupStatements): Search {
  const scan = createNameScan(db);
  const begins: Record<Entity, Statement<[number, string, string, number], { readonly id: number }>> = {
    contact: db.prepare(byName('contacts')),
    company: db.prepare(byName('companies')),
  };
  const beginning: Statement<[number, string, string, number, number], PhoneHit> = db.prepare(
    `SELECT entity, entity_id AS id, raw, e164 FROM phones INDEXED BY phones_by_e164
     WHERE account = ? AND e164 >= ? AND e164 < ? AND entity >= ? LIMIT ?`,
  );

  /** Names that begin so, then those with the words anywhere, the newest first. */
  function named(account: MirrorAccount, entity: Entity, text: string, limit: number): readonly Finding[] {
    const key = nameKey(text);
    const ids = new Set(
      begins[entity].all(account.account, key, `${key}${AFTER_ALL}`, limit).map(({ id }) => id),
    );
    if (ids.size < limit) {
      for (const id of scan.ids(account.account, ENTITY[entity], text, null, limit)) ids.add(id);
    }
    return Array.from(ids, (id) => ({ entity, id, by: null })).slice(0, limit);
  }

  /** The whole number, numbers that begin so in the own country or any, numbers that end so. */
  function numbered(account: MirrorAccount, text: string, limit: number): readonly Finding[] {
    const digits = digitsOf(text);
    if (digits.length < FEWEST_DIGITS) return [];
    const number = parsePhoneNumber(text, { region: account.region });
    const exact = number.e164 === null ? [] : lookUp(statements, account, number);
    const certain = exact.filter((match) => match.certainty === 'certain');
    if (certain.length > 0) {
      return certain.map(({ entity, id }) => ({ entity, id, by: whole(entity, id, number) }));
    }
    const beginnings = [
      `+${digits}`,
      `${countryPrefix(account.region)}${nationalOf(digits, account.region)}`,
    ];
    const hits = hitsOf((kind) => [
      ...beginnings.flatMap((from) => beginning.all(account.account, from, `${from}:`, kind, limit)),
      ...endingWith(statements, account.account, digits.slice(-10))(kind),
    ]);
    return hits.map((hit) => ({ entity: entityOf(hit), id: hit.id, by: { hit, number, isCertain: false } }));
  }

  /** The phone of a party that was found by its whole number. */
  function whole(entity: Entity, id: number, number: PhoneNumber): Finding['by'] {
    const raw = number.e164 ?? number.raw;
    const hit: PhoneHit = { entity: ENTITY[entity], id, raw, e164: number.e164 };
    return { hit, number, isCertain: true };
  }

  return {
    find(account, text, limit) {
      if (nameKey(text) === '') return { parties: [], leads: [] };
      const numbers = /\p{L}/u.test(text) ? [] : numbered(account, text, limit);
      const found = new Map(numbers.map((finding) => [`${finding.entity} ${finding.id}`, finding]));
      for (const entity of ['contact', 'company'] as const) {
        const ofKind = numbers.filter((finding) => finding.entity === entity).length;
        if (ofKind >= limit) continue;
        // A name or a lead may be a number too.
        for (const finding of named(account, entity, text, limit - ofKind)) {
          const key = `${entity} ${finding.id}`;
          if (!found.has(key)) found.set(key, finding);
        }
      }
      const parties = Array.from(found.values());
      return {
        parties: parties.filter(isContact).concat(parties.filter((finding) => !isContact(finding))),
        leads: scan.ids(account.account, LEAD, text, null, limit),
      };
    },
  };
}

const isContact = ({ entity }: Finding): boolean => entity === 'contact';

function byName(table: string): string {
  return `SELECT id FROM ${table} INDEXED BY ${table}_by_name WHERE account = ? AND name_key >= ? AND name_key < ? ORDER BY name_key, id LIMIT ?`;
}

function countryPrefix(region: string): string {
  return isSupportedCountry(region) ? `+${getCountryCallingCode(region)}` : '+';
}

/** Russians begin a number with an eight that is not in it (facts/call-sources 2.2). */
function nationalOf(digits: string, region: string): string {
  return (region === 'RU' || region === 'KZ') && digits.startsWith('8') && digits.length > 1
    ? digits.slice(1)
    : digits;
}
