import { describe, expect, it } from 'vitest';
import {
  createSubscriptions,
  shownAddress,
} from '../../../../main/webhooks/receiver/webhookSubscriptions.ts';
import type { CrmWebhook, CrmWebhooks } from '../../../../main/crm/resources/webhookResource.ts';
import { fail, ok } from '../../../../main/common/result.ts';

const SECRET = 'x'.repeat(43);
const OURS = `https://relay.example/webhook/amo/${SECRET}`;

/** A CRM that holds these webhooks. */
function crm(hooks: CrmWebhook[]): CrmWebhooks {
  return {
    list: () => Promise.resolve(ok([...hooks])),
    subscribe(destination, settings) {
      const known = hooks.findIndex((hook) => hook.destination === destination);
      const hook = {
        id: known < 0 ? hooks.length + 1 : (hooks[known]?.id ?? 0),
        destination,
        settings,
        disabled: false,
      };
      if (known < 0) hooks.push(hook);
      else hooks[known] = hook;
      return Promise.resolve(ok(hook));
    },
    unsubscribe(destination) {
      const known = hooks.findIndex((hook) => hook.destination === destination);
      if (known >= 0) hooks.splice(known, 1);
      return Promise.resolve(ok(known >= 0));
    },
  };
}
const hook = (
  id: number,
  destination: string,
  settings: readonly string[],
  disabled = false,
): CrmWebhook => ({
  id,
  destination,
  settings,
  disabled,
});

describe('the subscriptions of an account', () => {
  it('show the webhooks that lead to Ringside, their kinds and the CRM’s own flag, and no secret', async () => {
    const others = hook(1, 'https://someone.example/else', ['add_lead']);
    const ours = hook(2, OURS, ['add_lead', 'status_lead', 'note_contact'], true);
    const api = crm([others, ours]);
    const told = await createSubscriptions(() => api).list();
    expect(told).toEqual({
      outcome: 'hooks',
      hooks: [
        {
          id: 2,
          address: 'https://relay.example/webhook/amo/…',
          disabled: true,
          // Calls are on only with all of their codes.
          on: ['leadAdded', 'leadStage'],
        },
      ],
    });
    expect(JSON.stringify(told)).not.toContain(SECRET);
  });

  it('are switched each for itself; what somebody subscribed besides stays; saving switches on again', async () => {
    const hooks = [hook(2, OURS, ['add_lead', 'add_talk'], true)];
    const api = crm(hooks);
    const told = await createSubscriptions(() => api).set(2, ['leadAdded', 'calls']);
    expect(told).toMatchObject({ hooks: [{ disabled: false, on: ['leadAdded', 'calls'] }] });
    expect(hooks[0]?.settings).toEqual(['add_lead', 'note_contact', 'note_company', 'add_talk']);
  });

  it('are removed when nothing is left, and never somebody else’s', async () => {
    const hooks = [hook(1, 'https://someone.example/else', ['add_lead']), hook(2, OURS, ['add_lead'])];
    const api = crm(hooks);
    const subscriptions = createSubscriptions(() => api);
    await subscriptions.set(2, []);
    expect(hooks.map(({ id }) => id)).toEqual([1]);
    expect(await subscriptions.add('https://someone.example/else', ['tasks'])).toEqual({
      outcome: 'failed',
      failure: 'rejected',
    });
  });

  it('are for admins: others are told so', async () => {
    const api = { ...crm([]), list: () => Promise.resolve(fail({ kind: 'forbidden' as const, words: '' })) };
    expect(await createSubscriptions(() => api).list()).toEqual({ outcome: 'notAdmin' });
    expect(await createSubscriptions(() => null).list()).toEqual({ outcome: 'failed', failure: 'noToken' });
  });

  it('know an address of a relay by its path', () => {
    expect(shownAddress('https://relay.example/webhook/amo/short')).toBeNull();
    expect(shownAddress(`https://relay.example/x/webhook/amo/${SECRET}`)).toBe(
      'https://relay.example/x/webhook/amo/…',
    );
  });
});
