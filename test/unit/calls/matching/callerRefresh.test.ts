import { describe, expect, it } from 'vitest';
import type { Caller, Match } from '../../../../preload/contract.ts';
import { createCallerRefresh } from '../../../../main/calls/matching/callerRefresh.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import type { FetchedRecords } from '../../../../main/mirror/mirror.ts';
import { ok } from '../../../../main/common/result.ts';
import { createMirrorFile, contactOrCompany, lead } from '../../mirror/mirrorFile.ts';
import { nothing, openWireClient, page, reply, type Reply } from '../../crm/wireClient.ts';

const NUMBER = '+79161234567';
const number = parsePhoneNumber(NUMBER, { region: 'RU' });
const contact = (id: number, phone: string, more: object = {}) => ({
  id,
  name: `Contact ${String(id)}`,
  responsible_user_id: 7,
  updated_at: 1_700_000_000,
  custom_fields_values: [{ field_id: 1, field_code: 'PHONE', values: [{ value: phone, enum_code: 'WORK' }] }],
  ...more,
});

/** The CRM's answer to a pop that shows contact 5 as the one caller; the first reply is to the contact, the second to its notes. */
const refreshed = (...replies: readonly Reply[]) => refreshedWith([], ...replies);

/** The same of a contact who has these open deals. */
async function refreshedWith(leads: readonly number[], ...replies: readonly Reply[]) {
  const { client, asked } = await openWireClient(...replies, ...Array.from({ length: 20 }, () => nothing));
  const mirror = createMirrorFile();
  mirror.save({ list: 'contacts', rows: [contactOrCompany(5, [NUMBER])] });
  mirror.save({ list: 'leads', rows: leads.map((id) => lead(id, { contactIds: [5] })) });
  const matches: readonly Match[] = mirror.reader.lookup('a', number);
  const fetched: FetchedRecords[] = [];
  const refresh = createCallerRefresh({
    mirror: mirror.reader,
    clientOf: () => client,
    contextOf: (account) => ({ account, userId: 7, region: 'RU', names: mirror.reader }),
    remember: (_account, one) => fetched.push(one),
  });
  const shown: Caller = { certainty: 'certain', matches: [...matches], freshness: 'asking' };
  const answer = await refresh.refresh('a', number, shown);
  mirror.close();
  return { answer, fetched, asked };
}

describe('the one contact a pop shows, asked for at the CRM', () => {
  it('is confirmed when they have the number, with the number as the CRM has it', async () => {
    const { answer } = await refreshed(reply(contact(5, '8 (916) 123-45-67')), nothing);
    expect(answer).toMatchObject({ ok: true, value: [{ id: 5, phone: '8 (916) 123-45-67' }] });
  });

  it('is not shown as checked when they have the number no more; whoever has it now is', async () => {
    const moved = reply(contact(5, '+79990000000'));
    expect((await refreshed(moved, nothing)).answer).toEqual(ok([]));
    const { answer, fetched } = await refreshed(moved, nothing, page('contacts', [contact(9, NUMBER)]));
    expect(answer).toMatchObject({ ok: true, value: [{ id: 9 }] });
    expect(fetched).toMatchObject([{ contacts: [{ id: 5 }] }]);
  });

  it('is looked for behind a page of others, and a search that does not end is no "nobody"', async () => {
    const moved = reply(contact(5, '+79990000000'));
    const others = (at: number): Reply =>
      page('contacts', [contact(8, '+74950000000')], `/api/v4/contacts?page=${String(at)}`);
    const { answer } = await refreshed(moved, nothing, others(2), page('contacts', [contact(9, NUMBER)]));
    expect(answer).toMatchObject({ ok: true, value: [{ id: 9 }] });
    const endless = await refreshed(moved, nothing, ...Array.from({ length: 10 }, (_, at) => others(at + 2)));
    expect(endless.answer).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it('was spoken to last where the CRM put that call: at the deal', async () => {
    const note = (id: number, entity: number, at: number, text: string) => ({
      id,
      entity_id: entity,
      note_type: 'call_in',
      created_at: at,
      updated_at: at,
      params: { call_result: text, duration: 60 },
    });
    const { answer, asked } = await refreshedWith(
      [41, 42],
      reply(contact(5, NUMBER)),
      page('notes', [note(1, 5, 1_700_000_100, 'Asked for the price')]),
      page('notes', [
        note(2, 42, 1_700_000_200, 'Wants 20 machines'),
        ...[4, 5, 6].map((id) => note(id, 42, 1_700_000_000 - id, `Before ${id}`)),
        // A service that ignores its filters says more than it was asked for.
        note(3, 99, 1_700_000_300, 'of somebody else'),
      ]),
    );
    expect(answer).toMatchObject({
      ok: true,
      value: [
        {
          lastContact: { kind: 'callIn', text: 'Wants 20 machines', at: 1_700_000_200_000 },
          // What was before comes with the same answers, newest first, as many as are shown.
          earlier: [
            { text: 'Asked for the price', kind: 'callIn' },
            { text: 'Before 4' },
            { text: 'Before 5' },
          ],
        },
      ],
    });
    expect(asked).toHaveLength(3);
    expect(asked[2]?.path).toMatch(/^\/api\/v4\/leads\/notes\?.*filter\[entity_id\]\[\d*\]=4[12]/u);
  });

  it.each([
    ['is unknown to the CRM', nothing],
    ['is in its bin', reply(contact(5, NUMBER, { is_deleted: true }))],
  ])('is gone when it %s', async (_how, gone) => {
    const { answer, fetched } = await refreshed(gone, nothing);
    expect(answer).toEqual(ok([]));
    expect(fetched).toEqual([{ gone: [{ entity: 'contact', id: 5 }] }]);
  });
});
