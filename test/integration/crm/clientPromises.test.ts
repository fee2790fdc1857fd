import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxClient } from '../../../main/outbox/outboxClient.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { CLIENT_PROMISES } from '../../conformance/clientPromises.ts';
import { clientOf } from './sandboxClient.ts';

let sandbox: Sandbox;
let client: OutboxClient;

beforeAll(async () => {
  sandbox = createSandbox({ contacts: 30, requestsPerSecond: null });
  await sandbox.listen(0);
  client = clientOf(sandbox, 'romashka');
});
afterAll(() => sandbox.close());

describe('the client over the sandbox keeps what the outbox relies on', () => {
  it.each(CLIENT_PROMISES)('$name', async ({ run, expected }) => {
    expect(await run(client)).toEqual(expected);
  });
});
