import { describe, expect, it } from 'vitest';
import { searchTexts, type HasNumber } from '../../../../../main/crm/resources/contact/findByPhone.ts';
import { nothing, openWireClient, page, reply, valueOf } from '../../wireClient.ts';

const contactOrCompany = (id: number, phone: string, more: object = {}) => ({
  id,
  name: 'x',
  custom_fields_values: [{ field_id: 1, field_code: 'PHONE', values: [{ value: phone }] }],
  ...more,
});

/** A matcher of the test's own: a phone field that ends in these digits. */
const endsIn =
  (digits: string): HasNumber =>
  (fields) =>
    fields.some((field) => field.values.some(({ value }) => value.replaceAll(/\D/gu, '').endsWith(digits)));

describe('the search by phone', () => {
  it('asks for the last ten digits and believes only the matcher', async () => {
    const { client, asked } = await openWireClient(
      page('contacts', [
        contactOrCompany(1, '8 (999) 123-45-67'),
        contactOrCompany(2, '+7 495 000-00-00'),
        contactOrCompany(3, '+79991234567', { is_deleted: true }),
      ]),
    );
    const found = await client.contacts.byPhone('+7 999 123-45-67', endsIn('9991234567'));
    expect(valueOf(found).map(({ id }) => id)).toEqual([1]);
    expect(asked.map(({ path }) => path)).toEqual(['/api/v4/contacts?query=9991234567&with=leads&limit=250']);
  });

  it('looks for the number as people write it when the digits alone find nobody', async () => {
    const { client, asked } = await openWireClient(
      nothing,
      nothing,
      page('companies', [contactOrCompany(4, '+7 999 123 45 67')]),
    );
    const found = await client.companies.byPhone('89991234567', endsIn('9991234567'));
    expect(valueOf(found).map(({ id }) => id)).toEqual([4]);
    expect(asked.map(({ path }) => /query=([^&]*)/u.exec(path)?.[1])).toEqual([
      '9991234567',
      '123-45-67',
      '123 45 67',
    ]);
  });

  it('reads on when the first page holds others only, but not for ever', async () => {
    const others = page('contacts', [contactOrCompany(2, '+7 495 000-00-00')], '/api/v4/next');
    const ours = page('contacts', [contactOrCompany(9, '+79991234567')]);
    const { client } = await openWireClient(others, ours);
    const found = await client.contacts.byPhone('+79991234567', endsIn('9991234567'));
    expect(valueOf(found).map(({ id }) => id)).toEqual([9]);

    const links = Array.from({ length: 20 }, (_, place) =>
      page('contacts', [contactOrCompany(2, '1')], `/api/v4/next?${String(place)}`),
    );
    const endless = await openWireClient(...links);
    // What was not read may have the number.
    expect(await endless.client.contacts.byPhone('+79991234567', () => false)).toMatchObject({
      error: { kind: 'malformed', path: '_links.next' },
    });
    expect(endless.asked).toHaveLength(4);
  });

  it('asks nothing without digits, and for a short number only as it is', () => {
    expect(searchTexts('anonymous')).toEqual([]);
    expect(searchTexts('12-34')).toEqual(['1234']);
  });

  it('is not taken for "nobody" when it failed', async () => {
    const { client } = await openWireClient(reply({ title: 'Payment Required' }, 402));
    expect(await client.contacts.byPhone('+79991234567', () => true)).toMatchObject({
      error: { kind: 'paymentRequired' },
    });
  });
});
