import { describe, expect, it } from 'vitest';
import { CLIENT_PROMISES } from '../../conformance/clientPromises.ts';
import { createFakeClock } from '../fakeClock.ts';
import { createModelCrm } from './modelCrm.ts';

/** What the model has not: the sandbox's alone, and no test over the model says anything of it. */
const NOT_MODELLED = [
  'HTTP, and with it the requests of clientRequests.ts: their bodies, statuses, pages and links',
  'companies (none is there), customers (but for their call notes), incoming leads, tags, links beside lead and contact',
  'the events feed, webhooks, users, pipelines, rights, limits',
];

describe('the model CRM of the unit tests answers as the client over the sandbox does', () => {
  it.each(CLIENT_PROMISES)('$name', async ({ run, expected }) => {
    const { client } = createModelCrm(createFakeClock());
    expect(await run(client), `beside ${NOT_MODELLED.join('; ')}`).toEqual(expected);
  });
});
