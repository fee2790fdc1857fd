import { z } from 'zod';
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
