import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WriteClient } from '../../../main/writes/writeClient.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { CLIENT_PROMISES } from '../../conformance/clientPromises.ts';
import { clientOf } from './sandboxClient.ts';

let sandbox: Sandbox;
let client: WriteClient;

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
