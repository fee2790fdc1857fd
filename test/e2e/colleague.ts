import { expect } from '@playwright/test';
import { z } from 'zod';
import { endOfDay } from '../../i18n/calendar.ts';
import { send } from '../integration/sandbox/client.ts';
import type { Ringside, Subdomain } from './ringside.ts';

const created = z.object({
  _embedded: z.object({ contacts: z.array(z.object({ id: z.number() })) }),
});
const found = z.object({
  _embedded: z.object({ contacts: z.array(z.object({ id: z.number(), name: z.string() })) }),
});

/** A colleague adds a contact in the CRM itself; Ringside's copy does not know it yet. Answers with its id. */
export async function addContact(
  { crm, profile }: Ringside,
  subdomain: Subdomain,
  name: string,
  phone: string,
): Promise<number> {
  const answer = await send(profile.demoPort, {
    host: `${subdomain}.localhost`,
    path: '/api/v4/contacts',
    token: await crm.colleagueToken(subdomain),
    body: [{ name, custom_fields_values: [{ field_code: 'PHONE', values: [{ value: phone }] }] }],
  });
  const id = created.parse(JSON.parse(answer.text))._embedded.contacts[0]?.id;
  if (id === undefined) throw new Error(`the contact was not created: ${answer.status} ${answer.text}`);
  return id;
}

/** How many contacts the CRM finds by a phone number. */
export async function contactsWith(
  { crm, profile }: Ringside,
  subdomain: Subdomain,
  digits: string,
): Promise<readonly string[]> {
  const answer = await send(profile.demoPort, {
    host: `${subdomain}.localhost`,
    path: `/api/v4/contacts?query=${digits}`,
    token: await crm.colleagueToken(subdomain),
  });
  if (answer.status === 204) return [];
  return found.parse(JSON.parse(answer.text))._embedded.contacts.map(({ name }) => name);
}

const notes = z.object({
  _embedded: z.object({ notes: z.array(z.object({ params: z.object({ text: z.string() }) })) }),
});

/** The text notes of a card as the CRM holds them. */
export async function textNotesOf(
  { crm, profile }: Ringside,
  subdomain: Subdomain,
  { entity_type, entity_id }: { readonly entity_type: string; readonly entity_id: number },
): Promise<readonly string[]> {
  const answer = await send(profile.demoPort, {
    host: `${subdomain}.localhost`,
    path: `/api/v4/${entity_type}/${String(entity_id)}/notes?filter[note_type][0]=common&order[id]=desc`,
    token: await crm.colleagueToken(subdomain),
  });
  if (answer.status === 204) return [];
  return notes.parse(JSON.parse(answer.text))._embedded.notes.map(({ params }) => params.text);
}

/**
 * A time of a task that comes in a moment, Unix seconds. The last minute of a day stands for the whole day, which nobody is
 * told of: then it is the first second of the next.
 */
export function aTimeSoon(timezone: string): number {
  const soon = Date.now() + 12_000;
  const end = endOfDay(soon, timezone);
  return Math.ceil((end - soon > 60_000 ? soon : end + 1_000) / 1_000);
}

const made = z.object({
  _embedded: z.record(z.string(), z.array(z.object({ id: z.number() }).loose())),
});

/** What a colleague does at the CRM. */
export function colleagueAtTheCrm(ringside: () => Ringside, subdomain: Subdomain) {
  /** Answers with the CRM's body, null for none. @param place behind `/api/v4/` */
  const atTheCrm = async (method: string, place: string, body?: unknown): Promise<unknown> => {
    const { crm, profile } = ringside();
    const token = await crm.colleagueToken(subdomain);
    let status = 429;
    let text = '';
    // Webhooks are quicker than the CRM lets anybody write: who is told to wait asks again.
    await expect(async () => {
      ({ status, text } = await send(profile.demoPort, {
        method,
        host: `${subdomain}.localhost`,
        path: `/api/v4/${place}`,
        token,
        body,
      }));
      expect(status).not.toBe(429);
    }).toPass();
    if (status >= 400) throw new Error(`${method} ${place}: ${status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };

  const myId = async (): Promise<number> =>
    z.object({ current_user_id: z.number() }).parse(await atTheCrm('GET', 'account')).current_user_id;

  /** Makes one; answers with its id. */
  const make = async (list: string, body: object): Promise<number> => {
    const rows = made.parse(await atTheCrm('POST', list, [body]))._embedded[list.split('/').at(-1) ?? ''];
    const id = rows?.[0]?.id;
    if (id === undefined) throw new Error(`nothing was made in ${list}`);
    return id;
  };

  /** In the CRM's web page: the API has no bin. */
  const moveToBin = async (type: string, id: number, restore: boolean): Promise<void> => {
    const answer = await fetch(`http://localhost:${ringside().profile.demoPort}/_sandbox/bin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: subdomain, type, id, restore }),
    });
    expect(answer.status).toBe(204);
  };
  return { atTheCrm, myId, make, moveToBin };
}
