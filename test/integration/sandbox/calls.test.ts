import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, listAt, startTestSandbox } from './client.ts';

let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox();
});
afterEach(() => test.close());

const call = (phone: string, more: object = {}): object => ({
  direction: 'inbound',
  duration: 61,
  source: 'ringside',
  phone,
  ...more,
});
const post = (...calls: readonly object[]): Promise<HttpAnswer> => test.ask('/api/v4/calls', { body: calls });
const stored = (): TestSandbox['sandbox']['store']['accounts'][number] => {
  const [account] = test.sandbox.store.accounts;
  if (!account) throw new Error('no account');
  return account;
};
const firstError = (answer: HttpAnswer): unknown => at(answer.body, 'validation-errors', 0, 'errors', 0);

describe('POST /calls', () => {
  it('goes to the only open lead of the contact with the number', async () => {
    const answer = await post(call(test.romashka.showcase.certain, { request_id: 'r-1' }));
    expect(answer.status).toBe(200);
    const logged = at(answer.body, '_embedded', 'calls', 0);
    expect(logged).toMatchObject({ entity_type: 'lead', account_id: 31_000_001, request_id: 'r-1' });
    const contact = stored().contacts.all()[0];
    const lead = stored().leads.get(Number(at(logged, 'entity_id')));
    expect(lead?.contacts[0]?.id).toBe(contact?.id);
  });

  it('goes to the contact itself once it has two open leads', async () => {
    const { leads, contacts } = stored();
    const [first] = leads.all();
    if (!first) throw new Error('no lead');
    leads.add({ ...first, id: test.sandbox.store.nextId() });
    const answer = await post(call(test.romashka.showcase.certain));
    expect(at(answer.body, '_embedded', 'calls', 0)).toMatchObject({
      entity_type: 'contact',
      entity_id: contacts.all()[0]?.id,
    });
  });

  it('goes to the oldest contact when several share the number, and to a company when no contact has it', async () => {
    await post(call(test.romashka.showcase.several), call(test.romashka.showcase.company));
    const [several, company] = test.sandbox.calls('romashka');
    const oldest = stored().contacts.all()[1];
    const lead = stored()
      .leads.all()
      .find((one) => one.contacts[0]?.id === oldest?.id);
    expect(several?.entity_id).toBe(lead?.id);
    expect(company?.entity_type).toBe('companies');
  });

  it('matches by the last ten digits, however the number is written on either side', async () => {
    const digits = test.romashka.showcase.certain.slice(-10);
    const written = `8 (${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
    expect((await post(call(written))).status).toBe(200);
  });

  it('answers an unknown number with 400 "Entity not found" and keeps nothing', async () => {
    const answer = await post(call(test.romashka.showcase.unknown));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      _total_items: 0,
      errors: [{ title: 'Entity not found', request_id: '0' }],
    });
    expect(answer.body).not.toHaveProperty('validation-errors');
    expect(test.sandbox.calls()).toEqual([]);
  });

  it('logs what it can of a mixed batch', async () => {
    const answer = await post(call(test.romashka.showcase.certain), call(test.romashka.showcase.unknown));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ _total_items: 1, errors: [{ request_id: '1' }] });
  });

  it('does not deduplicate by uniq', async () => {
    const once = call(test.romashka.showcase.certain, { uniq: 'u-1' });
    await post(once);
    await post(once);
    expect(test.sandbox.calls('romashka').map((one) => one.uniq)).toEqual(['u-1', 'u-1']);
  });

  it('keeps all that was said of the call as a note of the entity', async () => {
    const responsible = stored().account.agent_id;
    await post(
      call(test.romashka.showcase.certain, {
        direction: 'outbound',
        uniq: 'u-2',
        call_status: 4,
        call_result: 'Ждёт счёт',
        created_at: 1_700_000_000,
        responsible_user_id: responsible,
        created_by: responsible,
        call_responsible: responsible,
      }),
    );
    const notes = await test.ask(
      `/api/v4/leads/${String(test.sandbox.calls()[0]?.entity_id)}/notes?filter[note_type][]=call_out`,
    );
    expect(at(notes.body, '_embedded', 'notes', 0)).toMatchObject({
      note_type: 'call_out',
      created_at: 1_700_000_000,
      created_by: responsible,
      responsible_user_id: responsible,
      params: {
        uniq: 'u-2',
        duration: 61,
        source: 'ringside',
        phone: test.romashka.showcase.certain,
        call_status: 4,
        call_result: 'Ждёт счёт',
        call_responsible: responsible,
      },
    });
  });

  it.each([
    ['link', null, 'NotNull'],
    ['call_result', null, 'NotNull'],
    ['direction', 'sideways', 'NotSupportedChoice'],
    ['call_status', 9, 'NotSupportedChoice'],
    ['duration', '61', 'InvalidType'],
    ['source', ' ', 'NotBlank'],
    ['created_by', 1, 'NotSupportedChoice'],
    ['recording', 'x', 'FieldNotExpected'],
  ])('refuses %s = %j as %s', async (key, value, code) => {
    const answer = await post(call(test.romashka.showcase.certain, { [key]: value }));
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ code, path: key });
    expect(test.sandbox.calls()).toEqual([]);
  });

  it.each(['direction', 'duration', 'source', 'phone'])('needs %s', async (key) => {
    const answer = await post({ ...call('1'), [key]: undefined });
    expect(firstError(answer)).toEqual({ code: 'FieldMissing', path: key, detail: 'This field is missing.' });
  });

  it('takes an array only', async () => {
    expect((await test.ask('/api/v4/calls', { body: call('1') })).status).toBe(400);
  });

  it('is the only method: calls can be neither read, changed nor deleted', async () => {
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other on purpose
      expect((await test.ask('/api/v4/calls', { method })).status).toBe(405);
    }
  });
});

describe('notes', () => {
  const contactId = (): number => stored().contacts.all()[40]?.id ?? 0;
  const note = (params: object, more: object = {}): object => ({ note_type: 'call_in', params, ...more });
  const good = { duration: 3, source: 'ringside' };

  it('are written to one entity or to several, with the request id echoed', async () => {
    const own = await test.ask(`/api/v4/contacts/${String(contactId())}/notes`, {
      body: [note(good, { request_id: 'a' })],
    });
    expect(at(own.body, '_embedded', 'notes', 0)).toMatchObject({ entity_id: contactId(), request_id: 'a' });
    const all = await test.ask('/api/v4/contacts/notes', { body: [note(good, { entity_id: contactId() })] });
    expect(at(all.body, '_embedded', 'notes', 0)).toMatchObject({ entity_id: contactId(), request_id: '0' });
    expect(test.sandbox.calls('romashka').map((one) => one.entity_id)).toEqual([contactId(), contactId()]);
  });

  it.each([
    [{ source: 'x' }, { code: 'FieldMissing', path: 'params.duration' }],
    [{ duration: 1 }, { code: 'FieldMissing', path: 'params.source' }],
    [
      { ...good, source: '' },
      { code: 'NotBlank', path: 'params.source' },
    ],
    [
      { ...good, link: null },
      { code: 'NotNull', path: 'params.link' },
    ],
    [
      { ...good, call_status: 0 },
      { code: 'NotSupportedChoice', path: 'params.call_status' },
    ],
  ])('of calls with the params %o are refused', async (params, error) => {
    const answer = await test.ask(`/api/v4/contacts/${String(contactId())}/notes`, { body: [note(params)] });
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject(error);
  });

  it('need an entity that is there', async () => {
    const answer = await test.ask('/api/v4/leads/notes', { body: [note(good, { entity_id: contactId() })] });
    expect(firstError(answer)).toMatchObject({ path: 'entity_id' });
    expect(firstError(await test.ask('/api/v4/leads/notes', { body: [note(good)] }))).toMatchObject({
      code: 'FieldMissing',
      path: 'entity_id',
    });
  });

  it('are listed by type, by entity and by time, newest first when asked, and 204 when there are none', async () => {
    const path = `/api/v4/contacts/${String(contactId())}/notes`;
    const common = (text: string, updated_at: number): object => ({
      note_type: 'common',
      params: { text },
      updated_at,
    });
    await test.ask(path, { body: [common('one', 4_000_000_001), common('two', 4_000_000_002)] });
    const newest = await test.ask(
      `${path}?filter[note_type][]=common&filter[updated_at][from]=4000000000&order[updated_at]=desc`,
    );
    expect(listAt(newest.body, '_embedded', 'notes').map((one) => at(one, 'params', 'text'))).toEqual([
      'two',
      'one',
    ]);
    expect((await test.ask(`${path}?filter[note_type]=sms_in`)).status).toBe(204);
    const id = String(at(newest.body, '_embedded', 'notes', 0, 'id'));
    const one = await test.ask(`${path}/${id}?with=is_pinned`);
    expect(one.body).toMatchObject({ note_type: 'common', is_pinned: false });
    expect((await test.ask(`/api/v4/contacts/notes/${id}`)).status).toBe(200);
    expect((await test.ask(`/api/v4/leads/notes/${id}`)).status).toBe(204);
  });
});

describe('the pop-up of /api/v2/events', () => {
  const event = (phone: string): object => ({
    add: [{ type: 'phone_call', phone_number: phone, users: [1] }],
  });

  it.each(['/api/v2/events', '/api/v2/events/'])('is shown at %s for who has the number', async (path) => {
    const answer = await test.ask(path, { body: event(test.romashka.showcase.certain) });
    expect(answer.headers['content-type']).toBe('application/hal+json');
    expect(at(answer.body, '_embedded', 'items', 0)).toMatchObject({
      element_type: 2,
      phone_number: test.romashka.showcase.certain,
    });
  });

  it('takes a form, and answers null for an unknown number', async () => {
    const answer = await test.ask('/api/v2/events', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `add[0][type]=phone_call&add[0][phone_number]=${encodeURIComponent(test.romashka.showcase.unknown)}`,
    });
    expect(at(answer.body, '_embedded', 'items', 0)).toMatchObject({ element_id: null, element_type: null });
  });
});
