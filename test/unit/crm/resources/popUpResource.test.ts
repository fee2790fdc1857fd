import { describe, expect, it } from 'vitest';
import { ok } from '../../../../main/common/result.ts';
import { openWireClient, page } from '../wireClient.ts';

const item = (element_id: number | null, element_type: number | null) =>
  page('items', [{ element_id, element_type, uid: 'u', phone_number: '+79991234567' }]);

describe('the pop-up of a call in the web page of the CRM', () => {
  it('is shown to these users, or to all by leaving them out', async () => {
    const { client, asked } = await openWireClient(item(11, 1), item(null, null));
    expect(await client.popups.show('+79991234567', [5, 6])).toEqual(ok({ entity: 'contact', id: 11 }));
    expect(await client.popups.show('+79991234567', null)).toEqual(ok(null));
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/api/v2/events/',
        body: { add: [{ type: 'phone_call', phone_number: '+79991234567', users: [5, 6] }] },
      },
      {
        method: 'POST',
        path: '/api/v2/events/',
        body: { add: [{ type: 'phone_call', phone_number: '+79991234567' }] },
      },
    ]);
  });

  it('names whom the service takes the caller for, and nobody of a kind unknown here', async () => {
    const { client } = await openWireClient(item(3, 2), item(8, 3), item(9, 12), item(9, 99));
    const kinds: unknown[] = [];
    for (let time = 0; time < 4; time += 1) {
      const shown = await client.popups.show('1', null);
      kinds.push(shown.ok ? (shown.value?.entity ?? null) : shown.error.kind);
    }
    expect(kinds).toEqual(['lead', 'company', 'customer', null]);
  });
});
