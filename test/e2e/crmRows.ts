import { z } from 'zod';
import { send } from '../integration/sandbox/client.ts';
import type { Ringside, Subdomain } from './ringside.ts';

const lead = z.object({
  id: z.number(),
  name: z.string(),
  price: z.number().nullable(),
  status_id: z.number(),
  pipeline_id: z.number(),
  loss_reason_id: z.number().nullable(),
  _embedded: z.object({ contacts: z.array(z.object({ id: z.number() })).optional() }),
});
const task = z.object({
  id: z.number(),
  text: z.string(),
  is_completed: z.boolean(),
  complete_till: z.number(),
  result: z.union([z.array(z.unknown()), z.object({ text: z.string() })]),
});
const pageOf = <T extends z.ZodType>(name: string, row: T) =>
  z.object({ _embedded: z.object({ [name]: z.array(row) }) });

export type HeldLead = z.infer<typeof lead>;
export type HeldTask = z.infer<typeof task>;

async function rows<T extends z.ZodType>(
  { crm, profile }: Ringside,
  subdomain: Subdomain,
  path: string,
  name: string,
  row: T,
): Promise<readonly z.infer<T>[]> {
  const answer = await send(profile.demoPort, {
    host: `${subdomain}.localhost`,
    path,
    token: await crm.colleagueToken(subdomain),
  });
  if (answer.status === 204) return [];
  return pageOf(name, row).parse(JSON.parse(answer.text))._embedded[name] ?? [];
}

/** Every deal the CRM holds, as the CRM itself tells a colleague. */
export const leadsInCrm = (ringside: Ringside, subdomain: Subdomain): Promise<readonly HeldLead[]> =>
  rows(ringside, subdomain, '/api/v4/leads?with=contacts&limit=250', 'leads', lead);

/** Every task the CRM holds, done ones too. */
export const tasksInCrm = (ringside: Ringside, subdomain: Subdomain): Promise<readonly HeldTask[]> =>
  rows(ringside, subdomain, '/api/v4/tasks?limit=250', 'tasks', task);

/** How often the CRM carried out this. */
export async function timesDone(ringside: Ringside, method: string, path: string): Promise<number> {
  const heard = await ringside.crm.requests();
  return heard.filter(
    (one) =>
      one.method === method && one.path.split('?')[0] === path && one.status !== null && one.status < 300,
  ).length;
}
