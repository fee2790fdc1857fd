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
});
