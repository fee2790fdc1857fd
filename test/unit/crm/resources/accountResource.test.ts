import { describe, expect, it } from 'vitest';
import { fail } from '../../../../main/common/result.ts';
import { openWireClient, page, reply, valueOf } from '../wireClient.ts';

const thin = { id: 1, name: 'Demo', subdomain: 'demo', current_user_id: 7 };

describe('the account', () => {
  it('is read with everything an agent needs', async () => {
    const { client, asked } = await openWireClient(
      reply({
        ...thin,
        country: 'RU',
        currency: 'RUB',
        currency_symbol: '₽',
        customers_mode: 'segments',
        is_unsorted_on: true,
        is_loss_reason_enabled: true,
        is_api_filter_enabled: false,
        _embedded: {
          users_groups: [{ id: 0, name: 'Отдел продаж', uuid: null }],
          task_types: [
            { id: 1, name: 'Связаться', color: null, icon_id: null, code: 'FOLLOW_UP' },
            { id: 9, name: 'Своё', color: 'f00', icon_id: 3, code: null },
          ],
          datetime_settings: {
            date_format: 'd.m.Y',
            time_format: 'H:i:s',
            timezone: 'Europe/Moscow',
            timezone_offset: '+03:00',
          },
        },
      }),
    );
    expect(valueOf(await client.account())).toEqual({
      ...thin,
      country: 'RU',
      currency: 'RUB',
      currency_symbol: '₽',
      timezone: 'Europe/Moscow',
      timezone_offset: '+03:00',
      date_format: 'd.m.Y',
      time_format: 'H:i:s',
      customers_mode: 'segments',
      is_unsorted_on: true,
      is_loss_reason_enabled: true,
      is_api_filter_enabled: false,
      task_types: [
        { id: 1, name: 'Связаться', code: 'FOLLOW_UP', color: null },
        { id: 9, name: 'Своё', code: null, color: 'f00' },
      ],
      users_groups: [{ id: 0, name: 'Отдел продаж' }],
    });
    expect(asked[0]?.path).toBe(
      '/api/v4/account?with=task_types,users_groups,datetime_settings,is_api_filter_enabled',
    );
  });

  it('is read when the service tells only the least', async () => {
    const { client } = await openWireClient(reply(thin));
    expect(valueOf(await client.account())).toMatchObject({
      timezone: null,
      customers_mode: null,
      is_api_filter_enabled: null,
      task_types: [],
      users_groups: [],
    });
  });

  it('names the place of a wrong type', async () => {
    const { client } = await openWireClient(reply({ ...thin, current_user_id: {} }));
    expect(await client.account()).toMatchObject({
      error: { kind: 'malformed', path: 'current_user_id' },
    });
  });
});

describe('users', () => {
  it('are all users, whatever their rights look like', async () => {
    const { client, asked } = await openWireClient(
      page('users', [
        { id: 7, name: 'Анна', rights: { is_admin: true, status_rights: null } },
        { id: 8, name: null, rights: null },
      ]),
    );
    expect(valueOf(await client.users())).toEqual([
      { id: 7, name: 'Анна', is_admin: true },
      { id: 8, name: '', is_admin: false },
    ]);
    expect(asked).toHaveLength(1);
  });

  it('are forbidden to a non-admin', async () => {
    const { client } = await openWireClient(reply({ title: 'Forbidden', detail: 'admins only' }, 403));
    expect(await client.users()).toEqual(fail({ kind: 'forbidden', words: 'admins only' }));
  });

  it('keep any other failure as it is', async () => {
    const { client, asked } = await openWireClient(reply({ title: 'Payment Required' }, 402));
    expect(await client.users()).toEqual(fail({ kind: 'paymentRequired', words: 'Payment Required' }));
    expect(asked).toHaveLength(1);
  });
});
