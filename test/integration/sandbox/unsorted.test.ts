import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, firstError, listAt, romashkaOf, startTestSandbox, textAt } from './client.ts';

let now = Date.UTC(2026, 3, 1);
let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox({ contacts: 30, now: () => now });
});
afterEach(() => test.close());

const metadata = { phone: '+79990001122', from: '+79990001122', called_at: 1_775_000_000, duration: 30 };
const incoming = (more: object = {}): object => ({
  source_uid: 'pbx-1',
  source_name: 'Ringside',
  metadata: { ...metadata, uniq: 'u-1', service_code: 'ringside', is_call_event_needed: true },
  _embedded: {
    contacts: [
      {
        name: 'Незнакомец',
        custom_fields_values: [{ field_code: 'PHONE', values: [{ value: metadata.phone }] }],
      },
    ],
    leads: [{ name: 'Звонок' }],
  },
  ...more,
});
const create = (item: object = incoming()): Promise<HttpAnswer> =>
  test.ask('/api/v4/leads/unsorted/sip', { body: [item] });
const summary = async (): Promise<unknown> => (await test.ask('/api/v4/leads/unsorted/summary')).body;
const uidOf = (answer: HttpAnswer): string => textAt(answer.body, '_embedded', 'unsorted', 0, 'uid');
const embedded = (answer: HttpAnswer, type: string): number =>
  Number(at(answer.body, '_embedded', 'unsorted', 0, '_embedded', type, 0, 'id'));

describe('an incoming lead of a call', () => {
  it('comes with its contact, its call and a long uid, in the stage of incoming leads', async () => {
    const answer = await create();
    expect(at(answer.body, '_total_items')).toBe(1);
    expect(at(answer.body, '_embedded', 'unsorted', 0)).toMatchObject({
      request_id: '0',
      account_id: 31_000_001,
    });
    expect(uidOf(answer)).toMatch(/^[0-9a-f]{60}$/u);
    const lead = await test.ask(`/api/v4/leads/${String(embedded(answer, 'leads'))}`);
    expect(at(lead.body, 'status_id')).toBe(romashkaOf(test).pipelines[0]?.statuses[0]?.id);
    const contact = await test.ask(`/api/v4/contacts/${String(embedded(answer, 'contacts'))}`);
    expect(contact.body).toMatchObject({ name: 'Незнакомец', is_unsorted: true });
    expect(test.sandbox.calls('romashka')).toMatchObject([
      { uniq: 'u-1', phone: metadata.phone, entity_id: embedded(answer, 'leads') },
    ]);
  });

  it('is listed by kind, read, and counted', async () => {
    const uid = uidOf(await create());
    const list = await test.ask('/api/v4/leads/unsorted?filter[category][]=sip');
    expect(listAt(list.body, '_embedded', 'unsorted').map((one) => at(one, 'uid'))).toEqual([uid]);
    expect((await test.ask('/api/v4/leads/unsorted?filter[category][]=mail')).status).toBe(204);
    const one = await test.ask(`/api/v4/leads/unsorted/${uid}`);
    expect(one.body).toMatchObject({ uid, category: 'sip', metadata: { phone: metadata.phone } });
    expect(at(one.body, 'metadata')).not.toHaveProperty('is_call_event_needed');
    expect(await summary()).toMatchObject({ total: 1, accepted: 0, categories: { sip: { total: 1 } } });
  });

  it('becomes a lead of the user who accepts it', async () => {
    const answer = await create();
    const user = romashkaOf(test).users[2]?.id;
    const status = romashkaOf(test).pipelines[0]?.statuses[2]?.id;
    now += 90_000;
    const accepted = await test.ask(`/api/v4/leads/unsorted/${uidOf(answer)}/accept`, {
      body: { user_id: user, status_id: status },
    });
    expect(accepted.body).toMatchObject({
      uid: uidOf(answer),
      category: 'sip',
      _embedded: { leads: [{ id: embedded(answer, 'leads') }] },
    });
    const lead = await test.ask(`/api/v4/leads/${String(embedded(answer, 'leads'))}`);
    expect(lead.body).toMatchObject({ status_id: status, responsible_user_id: user });
    const contact = await test.ask(`/api/v4/contacts/${String(embedded(answer, 'contacts'))}`);
    expect(at(contact.body, 'is_unsorted')).toBe(false);
    expect(await summary()).toMatchObject({
      accepted: 1,
      average_sort_time: 90,
      categories: { sip: { total: 0 } },
    });
    expect((await test.ask(`/api/v4/leads/unsorted/${uidOf(answer)}`)).status).toBe(204);
  });

  it('goes with its contact when it is declined', async () => {
    const answer = await create();
    const declined = await test.ask(`/api/v4/leads/unsorted/${uidOf(answer)}/decline`, { method: 'DELETE' });
    expect(declined.status).toBe(200);
    expect((await test.ask(`/api/v4/leads/${String(embedded(answer, 'leads'))}`)).status).toBe(204);
    expect((await test.ask(`/api/v4/contacts/${String(embedded(answer, 'contacts'))}`)).status).toBe(204);
    expect(await summary()).toMatchObject({ declined: 1 });
    const again = await test.ask(`/api/v4/leads/unsorted/${uidOf(answer)}/decline`, { method: 'DELETE' });
    expect(again.status).toBe(404);
  });

  it.each([
    [{ source_uid: undefined }, 'source_uid'],
    [{ metadata: { ...metadata, phone: undefined } }, 'metadata.phone'],
    [{ metadata: { ...metadata, colour: 'x' } }, 'metadata.colour'],
    [{ pipeline_id: 1 }, 'pipeline_id'],
    [{ _embedded: { leads: [{}, {}] } }, '_embedded.leads.1'],
  ])('with %j is refused at %s', async (more, path) => {
    expect(firstError(await create(incoming(more)))).toMatchObject({ path });
    expect((await test.ask('/api/v4/leads/unsorted')).status).toBe(204);
  });
});
