import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../preload/contract.ts';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { createCallerRefresh } from '../../../main/calls/matching/callerRefresh.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { createContactService } from '../../../main/views/contact/contactService.ts';
import type { ContactService } from '../../../main/views/contact/contactService.ts';
import type { ContactOrCompanyRef } from '../../../main/mirror/readTypes.ts';
import type { FetchedRecords } from '../../../main/mirror/mirror.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { createMirrorFile, contactOrCompany, lead } from '../../unit/mirror/mirrorFile.ts';
import type { MirrorFile } from '../../unit/mirror/mirrorFile.ts';
import { noNames } from '../../unit/views/viewsUnderTest.ts';
import { clientOf, valueOf } from '../crm/sandboxClient.ts';
import { send } from '../sandbox/client.ts';

const sandbox = createSandbox({ contacts: 40, requestsPerSecond: null });
const IVAN = '+79995550101';
const FIRM = '+79995550202';
let client: CrmClient;
let ivan = 0;
let firm = 0;
let mirror: MirrorFile;
beforeAll(async () => {
  await sandbox.listen(0);
  client = clientOf(sandbox, 'romashka');
  ivan = valueOf(await client.contacts.create({ name: 'Иван', phones: [IVAN] })).id;
  firm = await makeFirm();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  mirror = createMirrorFile();
});
afterEach(() => mirror.close());

/** A company with a number and two deals; the client itself never makes one. */
async function makeFirm(): Promise<number> {
  const account = sandbox.accounts.find(({ subdomain }) => subdomain === 'romashka');
  const [, port] = account?.host.split(':') ?? [];
  const post = async (path: string, body: unknown): Promise<number> => {
    const answer = await send(Number(port), {
      host: 'romashka.localhost',
      path: `/api/v4/${path}`,
      token: account?.longLivedToken ?? '',
      body,
    });
    const made = answer.body as { readonly _embedded: Readonly<Record<string, { readonly id: number }[]>> };
    return made._embedded[path]?.[0]?.id ?? 0;
  };
  const phone = [{ field_code: 'PHONE', values: [{ value: FIRM, enum_code: 'WORK' }] }];
  const id = await post('companies', [{ name: 'ООО «Окна»', custom_fields_values: phone }]);
  await post('leads', [
    { name: 'Окна', _embedded: { companies: [{ id }] } },
    { name: 'Двери', _embedded: { companies: [{ id }] } },
  ]);
  return id;
}

const requestsDuring = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const before = sandbox.log().length;
  await work();
  return sandbox
    .log()
    .slice(before)
    .map(({ path }) => path);
};

describe('what a pop costs', () => {
  const refreshOf = () =>
    createCallerRefresh({
      mirror: mirror.reader,
      clientOf: () => client,
      contextOf: (account) => ({ account, userId: 7, region: 'RU', names: mirror.reader }),
      remember: () => undefined,
    });
  const pop = async (number: string) => {
    const parsed = parsePhoneNumber(number, { region: 'RU' });
    const matches = [...mirror.reader.lookup('a', parsed)];
    const certainty = matches.length === 0 ? 'unknown' : matches.length > 1 ? 'several' : 'certain';
    const shown: Caller = { certainty, matches, freshness: 'asking' };
    return valueOf(await refreshOf().refresh('a', parsed, shown));
  };

  it.each([
    [
      'a contact the copy knows',
      IVAN,
      () => mirror.save({ list: 'contacts', rows: [contactOrCompany(ivan, [IVAN])] }),
    ],
    ['a contact it does not know', IVAN, () => undefined],
    [
      'a company it knows',
      FIRM,
      () => mirror.save({ list: 'companies', rows: [contactOrCompany(firm, [FIRM])] }),
    ],
    ['a company it does not know', FIRM, () => undefined],
    ['nobody', '+79995550303', () => undefined],
    [
      'several with one number',
      IVAN,
      () =>
        mirror.save({
          list: 'contacts',
          rows: [contactOrCompany(ivan, [IVAN]), contactOrCompany(900, [IVAN])],
        }),
    ],
    [
      'a contact with deals',
      IVAN,
      () => {
        mirror.save({ list: 'contacts', rows: [contactOrCompany(ivan, [IVAN])] });
        mirror.save({ list: 'leads', rows: [lead(77, { contactIds: [ivan] })] });
      },
      3,
    ],
  ])('%s: two requests, one more for the notes of deals', async (_who, number, inCopy, most = 2) => {
    inCopy();
    const asked = await requestsDuring(() => pop(number));
    expect(asked).not.toEqual([]);
    expect(asked.slice(most)).toEqual([]);
  });
});

describe('what a card costs', () => {
  let fetched: FetchedRecords[];
  const serviceOf = (): { readonly service: ContactService; readonly answered: Promise<void> } => {
    let tell = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const service = createContactService({
      mirror: mirror.reader,
      writesOf: () => [],
      settingOf: () => noNames,
      madeAs: () => null,
      clientOf: () => client,
      remember: (_account, news) => fetched.push(news),
      changed: () => tell(),
    });
    return { service, answered };
  };
  beforeEach(() => {
    fetched = [];
  });

  it.each([
    ['contact', () => ivan],
    ['company', () => firm],
  ] as const)(
    'a %s with its calls and notes: two requests, once for two who ask at once',
    async (entity, id) => {
      const ref: ContactOrCompanyRef = { entity, id: id() };
      valueOf(await client.notes.addText(ref, 'Ждёт звонка'));
      const { service, answered } = serviceOf();
      const asked = await requestsDuring(async () => {
        expect(service.card('a', ref, true)).toMatchObject({
          contactOrCompany: null,
          freshness: 'asking',
          notes: null,
        });
        service.card('a', ref, true);
        await answered;
      });
      expect(asked).toHaveLength(2);
      expect(service.card('a', ref, false)).toMatchObject({
        freshness: 'fresh',
        notes: [{ text: 'Ждёт звонка', kind: 'note' }],
      });
      expect(fetched).toMatchObject([
        entity === 'contact' ? { contacts: [{ id: id(), name: 'Иван' }] } : { companies: [{ id: id() }] },
      ]);
    },
  );

  it('somebody who is gone from the CRM is said to be gone, and taken out of the copy', async () => {
    const ref: ContactOrCompanyRef = { entity: 'contact', id: 987_654_321 };
    const { service, answered } = serviceOf();
    service.card('a', ref, true);
    await answered;
    expect(service.card('a', ref, false).freshness).toBe('gone');
    expect(fetched).toEqual([{ gone: [ref] }]);
  });
});
