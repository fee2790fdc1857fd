import { describe, expect, it } from 'vitest';
import { ok } from '../../../../main/common/result.ts';
import { nothing, openWireClient, page, reply } from '../wireClient.ts';

const destination = 'https://example.com/hook?secret=1';
const hook = { id: 1, destination, settings: ['add_lead'], disabled: false };

describe('webhooks', () => {
  it('are listed, and by destination even where the filter is ignored', async () => {
    const both = page('webhooks', [
      { ...hook, created_at: 1, sort: 1 },
      { ...hook, id: 2, destination: 'x', disabled: true },
    ]);
    const { client, asked } = await openWireClient(both, both, nothing);
    expect(await client.webhooks.list()).toMatchObject({ value: [{ id: 1 }, { id: 2, disabled: true }] });
    expect(await client.webhooks.list(destination)).toEqual(ok([hook]));
    expect(await client.webhooks.list()).toEqual(ok([]));
    expect(asked[1]?.path).toBe(`/api/v4/webhooks?filter[destination]=${destination}`);
  });

  it('are subscribed to, whether the service says 200 or 201', async () => {
    const { client, asked } = await openWireClient(reply(hook), reply(hook, 201));
    expect(await client.webhooks.subscribe(destination, ['add_lead'])).toEqual(ok(hook));
    expect(await client.webhooks.subscribe(destination, ['add_lead'])).toEqual(ok(hook));
    expect(asked[0]).toEqual({
      method: 'POST',
      path: '/api/v4/webhooks',
      body: { destination, settings: ['add_lead'] },
    });
  });

  it('are left by a DELETE with a body; one that is not there is no failure', async () => {
    const { client, asked } = await openWireClient(
      nothing,
      reply({ title: 'Not Found' }, 404),
      reply({ title: 'Forbidden' }, 403),
    );
    expect(await client.webhooks.unsubscribe(destination)).toEqual(ok(true));
    expect(await client.webhooks.unsubscribe(destination)).toEqual(ok(false));
    expect(await client.webhooks.unsubscribe(destination)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(asked[0]).toEqual({ method: 'DELETE', path: '/api/v4/webhooks', body: { destination } });
  });
});
