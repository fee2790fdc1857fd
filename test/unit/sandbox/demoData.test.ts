import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { demoAccounts } from '../../../sandbox/demoData/generate.ts';
import type { AccountData } from '../../../sandbox/model.ts';
import { LOST, WON, wordsOf } from '../../../sandbox/model.ts';
import { digitsOf, phonesOf } from '../../../sandbox/phoneIndex.ts';

const NOW = Date.UTC(2026, 3, 1) / 1_000;

type Demo = Omit<AccountData, 'longLivedToken'>;

function demo(seed = 1, contacts = 300): { romashka: Demo; northwind: Demo } {
  let lastId = 0;
  const [romashka, northwind] = demoAccounts({
    seed,
    now: NOW,
    contactsOf: () => contacts,
    nextId: () => (lastId += 1),
  });
  if (!romashka || !northwind) throw new Error('two accounts expected');
  return { romashka, northwind };
}

const { romashka, northwind } = demo();
const both = [romashka, northwind].map((one): [string, Demo] => [one.account.subdomain, one]);
const havingLast10 = (data: Demo, phone: string): string[] =>
  data.contacts
    .filter((one) => phonesOf(one).some((own) => digitsOf(own).slice(-10) === phone.slice(-10)))
    .map((one) => one.name);
const openLeads = (data: Demo, contactId: number): number =>
  data.leads.filter(
    (lead) => lead.status_id !== WON && lead.status_id !== LOST && lead.contacts[0]?.id === contactId,
  ).length;

describe('demo data', () => {
  it('is the same for the same seed and another for another', () => {
    expect(demo(7)).toEqual(demo(7));
    expect(demo(7).romashka.contacts).not.toEqual(demo(8).romashka.contacts);
  });

  it.each(both)(
    '%s has 300 contacts, 80 companies, 60 leads, five users, one of them admin',
    (_name, data) => {
      expect([data.contacts.length, data.companies.length, data.leads.length]).toEqual([300, 80, 60]);
      expect(data.users.map((user) => user.is_admin)).toEqual([true, false, false, false, false]);
    },
  );

  it.each(both)('%s names everybody differently, but one who has no name', (_name, data) => {
    const names = data.contacts.map((one) => one.name);
    expect(new Set(names).size).toBe(300);
    expect(names.filter((name) => name === '')).toHaveLength(1);
    expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(100);
  });

  it.each(both)(
    '%s shows one contact with one open lead, two contacts, a company, and nobody',
    (_name, data) => {
      const { certain, several, unknown, company, shared } = data.showcase;
      expect(havingLast10(data, certain)).toEqual([data.contacts[0]?.name]);
      expect(openLeads(data, data.contacts[0]?.id ?? 0)).toBe(1);
      expect(havingLast10(data, several)).toHaveLength(2);
      expect(havingLast10(data, unknown)).toEqual([]);
      expect(havingLast10(data, company)).toEqual([]);
      expect(havingLast10(data, shared)).toHaveLength(4);
      const companiesWith = (phone: string): number =>
        data.companies.filter((one) =>
          phonesOf(one).some((own) => digitsOf(own).slice(-10) === phone.slice(-10)),
        ).length;
      expect([company, shared, unknown].map(companiesWith)).toEqual([1, 1, 0]);
    },
  );

  it.each(both)('%s shows numbers that are possible in its country', (_name, data) => {
    const { certain, several, unknown, company, shared } = data.showcase;
    const impossible = [certain, several, unknown, company, shared].filter(
      (phone) => parsePhoneNumberFromString(phone)?.isPossible() !== true,
    );
    expect(impossible).toEqual([]);
  });

  it('writes Russian numbers as people do', () => {
    const written = romashka.contacts
      .flatMap((one) => one.custom_fields_values?.[0]?.values ?? [])
      .map(wordsOf);
    const shapes = [
      /^8 \(\d{3}\) /u,
      /^\+7-\d{3}-/u,
      /доб\. 123$/u,
      /^00/u,
      /^\+7 70/u,
      /^\+375/u,
      /, \+7/u,
      /^\+89/u,
    ];
    expect(shapes.filter((shape) => !written.some((value) => shape.test(value)))).toEqual([]);
    expect(romashka.contacts.some((one) => /ё/u.test(one.name))).toBe(true);
    expect(romashka.contacts.some((one) => one.custom_fields_values === null)).toBe(true);
    expect(
      northwind.contacts.flatMap(phonesOf).some((value) => /^\(\d{3}\) 555-\d{4} x12$/u.test(value)),
    ).toBe(true);
  });

  it.each(both)('%s has contacts with one open lead and some with two', (_name, data) => {
    const counts = data.contacts.map((one) => openLeads(data, one.id));
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(20);
    expect(counts.filter((count) => count === 2).length).toBeGreaterThan(2);
  });

  it.each(both)('%s points only at what is there, and never into the future', (_name, data) => {
    const contactIds = new Set(data.contacts.map((one) => one.id));
    const companyIds = new Set(data.companies.map((one) => one.id));
    const userIds = new Set(data.users.map((one) => one.id));
    const stages = new Set(data.pipelines.flatMap((one) => one.statuses.map((status) => status.id)));
    expect(
      data.leads.every((one) => stages.has(one.status_id) && contactIds.has(one.contacts[0]?.id ?? 0)),
    ).toBe(true);
    expect(data.contacts.every((one) => one.company_id === null || companyIds.has(one.company_id))).toBe(
      true,
    );
    expect(data.notes.every((one) => contactIds.has(one.entity_id))).toBe(true);
    const all = [...data.contacts, ...data.companies, ...data.leads, ...data.notes];
    expect(all.every((one) => userIds.has(one.responsible_user_id))).toBe(true);
    expect(all.every((one) => one.created_at <= one.updated_at && one.updated_at <= NOW)).toBe(true);
    const ids = all.map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(data.notes.filter((one) => one.note_type.startsWith('call_')).length).toBeGreaterThan(50);
  });

  it('makes twenty thousand contacts with as many numbers', () => {
    const { contacts } = demo(1, 20_000).northwind;
    expect(contacts).toHaveLength(20_000);
    const bulk = contacts
      .slice(300)
      .flatMap(phonesOf)
      .map((phone) => digitsOf(phone).slice(-10));
    expect(new Set(bulk).size).toBe(19_700);
    expect(
      parsePhoneNumberFromString(
        wordsOf(contacts[19_999]?.custom_fields_values?.[0]?.values[0]),
        'US',
      )?.isPossible(),
    ).toBe(true);
  });
});
