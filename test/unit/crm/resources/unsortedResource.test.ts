import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/common/result.ts';
import { everyItem, openWireClient, page, reply, valueOf } from '../wireClient.ts';

const call = { phone: '+79991234567', uniq: 'u', calledAt: 5, duration: 61 };
const uid = 'aa401aff';

describe('a call of nobody the CRM knows', () => {
  it('goes to unsorted with its number in both places and no key without a value', async () => {
    const { client, asked } = await openWireClient(
      page('unsorted', [
        { uid, account_id: 1, request_id: '0', _embedded: { contacts: [{ id: 11 }], leads: [{ id: 3 }] } },
      ]),
    );
    expect(await client.unsorted.createSip(call)).toEqual(ok({ uid, leadIds: [3], contactIds: [11] }));
    const metadata = {
      uniq: 'u',
      phone: '+79991234567',
      from: '+79991234567',
      called_at: 5,
      duration: 61,
      service_code: 'ringside',
      is_call_event_needed: true,
    };
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/api/v4/leads/unsorted/sip',
        body: [{ source_uid: 'ringside', source_name: 'Ringside', created_at: 5, metadata }],
      },
    ]);
  });

  it('takes a contact, a lead, a pipeline and the recording along', async () => {
    const { client, asked } = await openWireClient(page('unsorted', [{ uid }]));
    await client.unsorted.createSip({
      ...call,
      link: 'https://pbx/1',
      responsible_user_id: 5,
      pipeline_id: 1,
      contact: { name: 'Пётр', phones: ['+79991234567'] },
      leadName: 'Звонок',
    });
    expect(asked[0]?.body).toMatchObject([
      {
        pipeline_id: 1,
        metadata: { link: 'https://pbx/1', call_responsible: 5 },
        _embedded: { contacts: [{ name: 'Пётр' }], leads: [{ name: 'Звонок' }] },
      },
    ]);
  });
});

describe('unsorted leads', () => {
  it('are listed by category, the newest first', async () => {
    const one = { uid, category: 'sip', pipeline_id: 1, created_at: 5, _embedded: { leads: [{ id: 3 }] } };
    const { client, asked } = await openWireClient(
      page('unsorted', [one, { ...one, category: 'forms' }, { ...one, pipeline_id: 2 }]),
    );
    const query = { categories: ['sip'], pipelineId: 1 } as const;
    expect(await everyItem(client.unsorted.pages(query))).toEqual([
      { uid, category: 'sip', pipeline_id: 1, created_at: 5, leadIds: [3], contactIds: [], companyIds: [] },
    ]);
    expect(asked[0]?.path).toBe(
      '/api/v4/leads/unsorted?filter[category][]=sip&filter[pipeline_id]=1&order[created_at]=desc&limit=50',
    );
  });

  it('are accepted into a stage', async () => {
    const { client, asked } = await openWireClient(
      reply({ uid, category: 'sip', _embedded: { leads: [{ id: 3 }], contacts: [], companies: [] } }),
    );
    expect(valueOf(await client.unsorted.accept(uid, { user_id: 5, status_id: 10 })).leadIds).toEqual([3]);
    expect(asked).toEqual([
      { method: 'POST', path: `/api/v4/leads/unsorted/${uid}/accept`, body: { user_id: 5, status_id: 10 } },
    ]);
  });

  it('say when somebody else was quicker', async () => {
    const { client } = await openWireClient(reply({ detail: 'Unsorted not found' }, 404));
    expect(await client.unsorted.accept(uid)).toEqual(
      fail({ kind: 'notFound', words: 'Unsorted not found' }),
    );
  });
});
