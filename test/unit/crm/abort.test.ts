import { describe, expect, it } from 'vitest';
import { everyRequest } from './everyRequest.ts';
import { openWireClient } from './wireClient.ts';

describe('a signal that was aborted', () => {
  it.each(everyRequest)('keeps %s from sending anything', async (_name, ask) => {
    const { client, asked } = await openWireClient();
    expect(await ask(client, { signal: AbortSignal.abort() })).toMatchObject({
      error: { kind: 'aborted', maySucceed: false },
    });
    expect(asked).toEqual([]);
  });

  it('keeps a lead from being made in two requests', async () => {
    const { client, asked } = await openWireClient();
    const options = { signal: AbortSignal.abort() };
    expect(await client.leads.createThenLink({}, 1, options)).toMatchObject({
      error: { leadId: null, failure: { kind: 'aborted', maySucceed: false } },
    });
    expect(asked).toEqual([]);
  });
});
