import { z } from 'zod';
import { send } from '../integration/sandbox/client.ts';
import type { Ringside } from './ringside.ts';

const card = z.object({
  custom_fields_values: z
    .array(z.object({ field_id: z.number(), values: z.array(z.object({ value: z.unknown() })) }))
    .nullable(),
});

/** What the CRM holds in a field of a deal or contact, as it tells a colleague. */
export async function heldInField(
  { crm, profile }: Ringside,
  path: string,
  fieldId: number,
): Promise<readonly unknown[]> {
  const answer = await send(profile.demoPort, {
    host: 'northwind.localhost',
    path,
    token: await crm.colleagueToken('northwind'),
  });
  const fields = card.safeParse(answer.body).data?.custom_fields_values ?? [];
  return fields.find(({ field_id: id }) => id === fieldId)?.values.map(({ value }) => value) ?? [];
}
