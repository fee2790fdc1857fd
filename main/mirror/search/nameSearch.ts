import type { Database, Statement } from 'better-sqlite3';
import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import { digitsOf } from '../../phone/phoneCleaning.ts';
import { type PhoneNumber, parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { entityOf, lookUp } from '../contact/callerQuery.ts';
import { type MirrorAccount } from '../readTypes.ts';
import type { LookupStatements, PhoneHit } from '../contact/callerQuerySql.ts';
import { createNameScan } from './nameScan.ts';
import { ENTITY, type Entity, LEAD, backwards, nameKey } from '../mirrorRecords.ts';

/** Searches by the beginnings of the words of a name, in any order, or by digits as typed. */
export interface Search {
  /** Contacts, then companies, then leads; of each kind at most `limit`, the best first. */
  find(account: MirrorAccount, text: string, limit: number): Findings;
}

export interface Findings {
  readonly contactsOrCompanies: readonly Finding[];
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

/** Phones of one beginning or end; of more nobody can be picked out before another digit is typed. */
const MOST_LOOKED_AT = 100;

/** Sorts after every letter: the end of a range of names with one beginning. */
const AFTER_ALL = '\u{10ffff}';

export function createSearch(db: Database, statements: LookupStatements): Search {
  const scan = createNameScan(db);
  const begins: Record<Entity, Statement<[number, string, string, number], { readonly id: number }>> = {
    contact: db.prepare(byName('contacts')),
    company: db.prepare(byName('companies')),
  };
  type Phones = Statement<[number, string, string, number], PhoneHit>;
  const beginning: Phones = db.prepare(byPhone('e164'));
  const ending: Phones = db.prepare(byPhone('tail'));

  /** Names that begin so, then those with the words anywhere (`hits`), the newest first. */
  function named(
    account: MirrorAccount,
    entity: Entity,
    key: string,
    { hits, limit }: { readonly hits: readonly number[]; readonly limit: number },
  ): readonly Finding[] {
    const ids = new Set(
      begins[entity].all(account.account, key, `${key}${AFTER_ALL}`, limit).map(({ id }) => id),
    );
    for (const id of hits) ids.add(id);
    return Array.from(ids, (id) => ({ entity, id, by: null })).slice(0, limit);
  }

  /** The whole number, numbers that begin so in the own country or any, numbers that end so. */
  function numbered(account: MirrorAccount, text: string): readonly Finding[] {
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
    const tail = backwards(digits.slice(-10));
    const hits = [
      ...beginnings.flatMap((from) => beginning.all(account.account, from, `${from}:`, MOST_LOOKED_AT)),
      ...ending.all(account.account, tail, `${tail}:`, MOST_LOOKED_AT),
    ];
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
      const key = nameKey(text);
      if (key === '') return { contactsOrCompanies: [], leads: [] };
      const numbers = /\p{L}/u.test(text) ? [] : numbered(account, text);
      const found = new Map<string, Finding>();
      const add = (finding: Finding): void => {
        const same = `${finding.entity} ${finding.id}`;
        if (!found.has(same)) found.set(same, finding);
      };
      for (const finding of numbers) add(finding);
      for (const entity of ['contact', 'company'] as const) {
        const ofKind = Array.from(found.values()).filter((finding) => finding.entity === entity).length;
        if (ofKind >= limit) continue;
        // A name or a lead may be a number too.
        const hits = scan.ids(account.account, ENTITY[entity], text, null, limit);
        for (const finding of named(account, entity, key, { hits, limit: limit - ofKind })) add(finding);
      }
      const contactsOrCompanies = Array.from(found.values());
      return {
        contactsOrCompanies: contactsOrCompanies
          .filter(isContact)
          .concat(contactsOrCompanies.filter((finding) => !isContact(finding))),
        leads: scan.ids(account.account, LEAD, text, null, limit),
      };
    },
  };
}

const isContact = ({ entity }: Finding): boolean => entity === 'contact';

function byName(table: string): string {
  return `SELECT id FROM ${table} INDEXED BY ${table}_by_name WHERE account = ? AND name_key >= ? AND name_key < ? ORDER BY name_key, id LIMIT ?`;
}

function byPhone(key: 'e164' | 'tail'): string {
  return `SELECT entity, entity_id AS id, raw, e164 FROM phones INDEXED BY phones_by_${key}
    WHERE account = ? AND ${key} >= ? AND ${key} < ? LIMIT ?`;
}

function countryPrefix(region: string): string {
  return isSupportedCountry(region) ? `+${getCountryCallingCode(region)}` : '+';
}

/** Russians begin a number with an eight that is not in it (call-sources.md 2.2). */
function nationalOf(digits: string, region: string): string {
  return (region === 'RU' || region === 'KZ') && digits.startsWith('8') && digits.length > 1
    ? digits.slice(1)
    : digits;
}
