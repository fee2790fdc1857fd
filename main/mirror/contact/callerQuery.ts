import type { MirrorAccount } from '../readTypes.ts';
import type { Lead, Match } from '../../../preload/contract.ts';
import { comparePhones } from '../../phone/phoneComparison.ts';
import { phoneKeys } from '../../phone/phoneKeys.ts';
import { formatE164 } from '../../phone/phoneNormalisation.ts';
import { type PhoneNumber, parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { variantsOf } from '../../phone/phoneVariants.ts';
import { type LookupStatements, type ContactOrCompanyHit, type PhoneHit, codeOf } from './callerQuerySql.ts';
import { unlisted } from '../fields/entityTable.ts';
import { ENTITY, type Entity, backwards } from '../mirrorRecords.ts';

/** At most this many contacts and this many companies are found for a number. */
const LOOKUP_LIMIT = 10;

/** One contact has few phones; this many hits always hold `LOOKUP_LIMIT` different ones that matter. */
const HITS_READ = 4 * LOOKUP_LIMIT;
/** More contacts than this on a number make it a shared one (call-sources.md 2.3 step 7). */
const MOST_CONTACTS_OF_A_PERSON = 3;

/** One level of call-sources.md 2.3 step 4. */
interface Level {
  /** Hits from this kind of party on. */
  readonly hits: (firstKind: number) => readonly PhoneHit[];
  /** What hits by its key is the number; else the comparison of numbers tells. */
  readonly isWhole: boolean;
}

/**
 * Who has this number, by the first level that hits: with its extension, in any of its E.164 spellings, the same number
 * of the own town - these are certain -, then by its last ten, eight and seven digits, compared one by one.
 */
export function lookUp(db: LookupStatements, account: MirrorAccount, number: PhoneNumber): readonly Match[] {
  for (const level of levels(db, account.account, number)) {
    const found = hitsOf(level);
    if (found.length === 0) continue;
    const matches = found.flatMap((hit) => {
      const isSame = level.isWhole || isNumberOf(hit, number, account.region);
      const certainty = isSame ? 'certain' : 'possible';
      return matchOf(db, account, entityOf(hit), hit.id, { hit, number, certainty });
    });
    return [...matches, ...sharedCompany(db, account, matches, number)];
  }
  return [];
}

/** How cards write this number, of those that certainly have it: the parts of their fields, the oldest card first. */
export function spellingsOf(
  db: LookupStatements,
  account: MirrorAccount,
  number: PhoneNumber,
): readonly string[] {
  for (const level of levels(db, account.account, number)) {
    const found = hitsOf(level);
    if (found.length === 0) continue;
    return found
      .filter((hit) => level.isWhole || isNumberOf(hit, number, account.region))
      .map(({ raw }) => raw);
  }
  return [];
}

/** The parties of a level, each once: contacts first, at most `LOOKUP_LIMIT` of each kind. */
function hitsOf(level: Level): readonly PhoneHit[] {
  const hits = level.hits(ENTITY.contact);
  // One read finds both kinds, unless so many contacts hit that companies did not come up.
  const companies = hits.length < HITS_READ ? [] : level.hits(ENTITY.company);
  return [
    ...distinct(hits.filter((hit) => hit.entity === ENTITY.contact)),
    ...distinct([...hits, ...companies].filter((hit) => hit.entity === ENTITY.company)),
  ];
}

/** The kind of party that has a phone. */
export function entityOf(hit: PhoneHit): Entity {
  return hit.entity === ENTITY.contact ? 'contact' : 'company';
}

/** One contact or company with everything the mirror knows; empty when it does not know it. */
export function matchOf(
  db: LookupStatements,
  account: MirrorAccount,
  entity: Entity,
  id: number,
  found: {
    readonly hit: PhoneHit;
    readonly number: PhoneNumber;
    readonly certainty: Match['certainty'];
  } | null,
): readonly Match[] {
  const contactOrCompany = db[entity].get(account.account, id);
  if (!contactOrCompany) return [];
  const hit = found?.hit ?? db.firstPhone.get(account.account, codeOf(entity), id);
  return [
    {
      entity,
      id,
      name: contactOrCompany.name,
      company: contactOrCompany.company,
      phone: readable(hit, found?.number ?? null),
      responsible: contactOrCompany.responsible,
      responsibleIsMe: contactOrCompany.responsibleUserId === account.userId,
      leads: openLeads(db, account, entity, id),
      lastContact: { at: contactOrCompany.updatedAt * 1_000, kind: 'change', text: null },
      tags: [...unlisted(contactOrCompany.tags)],
      task: nextTask(db, account, entity, id),
      certainty: found?.certainty ?? 'certain',
      updatedAt: contactOrCompany.updatedAt * 1_000,
    },
  ];
}

function levels(db: LookupStatements, account: number, number: PhoneNumber): readonly Level[] {
  const { e164, nsn, extension, last10, last8, last7 } = phoneKeys(number);
  const list: Level[] = [];
  if (e164 === null) {
    if (nsn !== null) {
      list.push({ isWhole: true, hits: (kind) => db.nsn.all(account, nsn, kind, HITS_READ) });
    }
  } else {
    const spellings = variantsOf(e164);
    const inEach = (read: (spelling: string) => readonly PhoneHit[]): readonly PhoneHit[] =>
      spellings.length === 1 ? read(e164) : spellings.flatMap(read).toSorted(contactsFirst);
    // Who has just this extension is meant; if nobody has it, whoever has the number.
    if (extension !== null) {
      list.push({
        isWhole: true,
        hits: (kind) => inEach((spelling) => db.extension.all(account, spelling, extension, kind, HITS_READ)),
      });
    }
    list.push({
      isWhole: true,
      hits: (kind) => inEach((spelling) => db.e164.all(account, spelling, kind, HITS_READ)),
    });
  }
  if (last10 !== null) {
    list.push({
      isWhole: false,
      hits: (kind) => db.tail.all(account, backwards(last10), kind, HITS_READ),
    });
  }
  for (const digits of [last8, last7]) {
    if (digits !== null) list.push({ isWhole: false, hits: endingWith(db, account, digits) });
  }
  return list;
}

/** The order in which one statement finds them. */
const contactsFirst = (a: PhoneHit, b: PhoneHit): number => a.entity - b.entity || a.id - b.id;

const isNumberOf = (hit: PhoneHit, number: PhoneNumber, region: string): boolean =>
  comparePhones(parsePhoneNumber(hit.raw, { region }), number) === 'same';

/** Phones whose last digits are these. */
function endingWith(db: LookupStatements, account: number, digits: string): Level['hits'] {
  const tail = backwards(digits);
  // ':' is the sign after '9': the range is every tail that begins so.
  return (kind) => db.tailRange.all(account, tail, `${tail}:`, kind, HITS_READ);
}

/** Each entity once, at most `LOOKUP_LIMIT`. */
function distinct(hits: readonly PhoneHit[]): readonly PhoneHit[] {
  const byId = new Map<number, PhoneHit>();
  for (const hit of hits) if (!byId.has(hit.id)) byId.set(hit.id, hit);
  return Array.from(byId.values()).slice(0, LOOKUP_LIMIT);
}

/** The company that all of a shared number's contacts belong to, when its own card lacks the number. */
function sharedCompany(
  db: LookupStatements,
  account: MirrorAccount,
  matches: readonly Match[],
  number: PhoneNumber,
): readonly Match[] {
  const contacts = matches.filter((match) => match.entity === 'contact');
  if (contacts.length !== matches.length || contacts.length <= MOST_CONTACTS_OF_A_PERSON) return [];
  const companies = new Set(contacts.map(({ id }) => contactOrCompanyOf(db, account, id)?.companyId ?? null));
  const [company] = companies;
  if (companies.size !== 1 || company === undefined || company === null) return [];
  const hit: PhoneHit = { entity: ENTITY.company, id: company, raw: number.raw, e164: number.e164 };
  const certainty = contacts.some((match) => match.certainty === 'certain') ? 'certain' : 'possible';
  return matchOf(db, account, 'company', company, { hit, number, certainty });
}

function contactOrCompanyOf(
  db: LookupStatements,
  account: MirrorAccount,
  contact: number,
): ContactOrCompanyHit | undefined {
  return db.contact.get(account.account, contact);
}

function openLeads(db: LookupStatements, account: MirrorAccount, entity: Entity, id: number): Lead[] {
  return db.leads.all(account.account, codeOf(entity), id).map((lead) => ({
    id: lead.id,
    name: lead.name,
    stage: lead.stage ?? '',
    pipeline: lead.pipeline ?? '',
    pipelineId: lead.pipelineId,
    stageColour: lead.stageColour,
    price: lead.price,
    responsible: lead.responsible,
    open: true,
  }));
}

type Task = NonNullable<Match['task']>;

/** The task due first, of the party itself and of its deals. */
function nextTask(db: LookupStatements, account: MirrorAccount, entity: Entity, id: number): Task | null {
  const key = [account.account, codeOf(entity), id] as const;
  const own = db.ownTask.get(...key);
  const ofLead = db.leadTask.get(...key);
  const first = own === undefined || (ofLead && ofLead.completeTill < own.completeTill) ? ofLead : own;
  return first === undefined ? null : { id: first.id, text: first.text, at: first.completeTill * 1_000 };
}

/** A phone for reading; '' for none. */
export function readable(hit: PhoneHit | undefined, number: PhoneNumber | null): string {
  if (!hit) return '';
  // Formatting costs more than the whole read: the number that rang is formatted already.
  if (hit.e164 !== null && hit.e164 === number?.e164 && number.extension === null) return number.display;
  return hit.e164 === null ? hit.raw : formatE164(hit.e164);
}
