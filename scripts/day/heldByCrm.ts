import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What the sandbox's own file holds, as far as a day can change it. */
const card = z.object({
  id: z.number(),
  name: z.string(),
  is_deleted: z.boolean(),
  custom_fields_values: z
    .array(z.object({ field_code: z.string().nullable(), values: z.array(z.object({ value: z.unknown() })) }))
    .nullable(),
});
const links = z.array(z.object({ id: z.number() }));
const file = z.object({
  accounts: z.array(
    z.object({
      account: z.object({ subdomain: z.string() }),
      pipelines: z.array(
        z.object({ id: z.number(), statuses: z.array(z.object({ id: z.number(), type: z.number() })) }),
      ),
      contacts: z.array(card.extend({ company_id: z.number().nullable(), is_unsorted: z.boolean() })),
      companies: z.array(card),
      leads: z.array(
        card.extend({
          price: z.number(),
          status_id: z.number(),
          pipeline_id: z.number(),
          contacts: links,
        }),
      ),
      notes: z.array(
        z.object({
          id: z.number(),
          entity_id: z.number(),
          entity_type: z.string(),
          note_type: z.string(),
          params: z.record(z.string(), z.unknown()),
        }),
      ),
      tasks: z.array(
        z.object({
          id: z.number(),
          text: z.string(),
          entity_id: z.number().nullable(),
          entity_type: z.string().nullable(),
          is_completed: z.boolean(),
        }),
      ),
      unsorted: z.array(z.object({ uid: z.string(), lead_id: z.number(), state: z.string() })),
    }),
  ),
});

export type CrmState = z.infer<typeof file>['accounts'][number];

/** The account as the sandbox has it on disk, where everything is before it is answered. */
export function readCrm(path: string, subdomain: string): CrmState {
  const found = file
    .parse(JSON.parse(readFileSync(path, 'utf8')))
    .accounts.find(({ account }) => account.subdomain === subdomain);
  if (found === undefined) throw new Error(`the sandbox has no account ${subdomain}`);
  return found;
}

/** The last ten digits: one number has several spellings. */
const tenDigits = (text: unknown): string => String(text).replaceAll(/\D/gu, '').slice(-10);

export const phonesOf = ({
  custom_fields_values: all,
}: Pick<CrmState['contacts'][number], 'custom_fields_values'>) =>
  (all ?? [])
    .filter(({ field_code: code }) => code === 'PHONE')
    .flatMap(({ values }) => values.map(({ value }) => tenDigits(value)));

/** All that is in the CRM after the day and was not, or was otherwise, before: a line an item, in the words of `kinds.ts`. */
export function changesOf(before: CrmState, after: CrmState): readonly string[] {
  const known = {
    contacts: new Map(before.contacts.map((one) => [one.id, one])),
    companies: new Set(before.companies.map(({ id }) => id)),
    leads: new Map(before.leads.map((one) => [one.id, one])),
    notes: new Map(before.notes.map((one) => [one.id, JSON.stringify(one.params)])),
    tasks: new Map(before.tasks.map((one) => [one.id, one.is_completed])),
    unsorted: new Set(before.unsorted.map(({ uid }) => uid)),
  };
  const contactOf = (id: number | undefined) => after.contacts.find((one) => one.id === id);
  const leadOf = (id: number | null) => after.leads.find((one) => one.id === id);
  /** Whom it is about: the contact, or a deal's own. */
  const who = (type: string | null, id: number | null): string => {
    const contact = contactOf(type === 'leads' ? leadOf(id)?.contacts[0]?.id : (id ?? undefined));
    return type === 'companies' ? 'company' : (phonesOf(contact ?? { custom_fields_values: null })[0] ?? '-');
  };
  return [
    ...after.contacts
      .filter(({ id, is_unsorted: waits }) => !known.contacts.has(id) && !waits)
      .map((one) => {
        const company = after.companies.find(({ id }) => id === one.company_id)?.name ?? '-';
        return `contact ${one.name}, ${phonesOf(one).join(' ')}, of ${company}`;
      }),
    ...after.contacts.flatMap((one) => {
      const former = known.contacts.get(one.id);
      if (former === undefined) return [];
      const added = phonesOf(one).filter((phone) => !phonesOf(former).includes(phone));
      return [
        ...(former.name === one.name ? [] : [`renamed ${phonesOf(one)[0] ?? ''} ${one.name}`]),
        ...added.map((phone) => `phone ${phone} of ${phonesOf(former)[0] ?? ''}`),
      ];
    }),
    ...after.companies.filter(({ id }) => !known.companies.has(id)).map(({ name }) => `company ${name}`),
    ...after.leads
      .filter(({ id }) => !known.leads.has(id) && after.unsorted.every((one) => one.lead_id !== id))
      .map(({ id, name, status_id: status }) => `deal ${name}, ${who('leads', id)}, ${status}`),
    ...after.leads.flatMap(({ id, name, price, status_id: status }) => {
      const former = known.leads.get(id);
      if (former === undefined) return [];
      return [
        ...(former.price === price ? [] : [`price ${id} ${price}`]),
        ...(former.status_id === status ? [] : [`stage ${id} ${status}`]),
        ...(former.name === name ? [] : [`deal renamed ${id} ${name}`]),
      ];
    }),
    ...after.unsorted
      .filter(({ uid }) => !known.unsorted.has(uid))
      .map(({ lead_id: id, state }) => `incoming lead ${who('leads', id)}, ${state}`),
    ...after.notes
      .filter(({ id, params }) => known.notes.get(id) !== JSON.stringify(params))
      .filter(({ note_type: type }) => ['call_in', 'call_out', 'common'].includes(type))
      .map(({ note_type: type, params, entity_type: on, entity_id: id }) =>
        type === 'common'
          ? `note ${who(on, id)}: ${String(params['text'])}`
          : `${type} ${tenDigits(params['phone'])} on ${who(on, id)}, ${Number(params['call_status'] ?? 0)}: ${[
              params['call_result'] ?? '',
              params['link'] ?? '',
              params['source'] === 'sandbox-pbx' ? 'logged by the PBX' : '',
            ]
              .filter((one) => one !== '')
              .map(String)
              .join(', ')}`,
      ),
    ...after.tasks
      .filter(({ id, is_completed: done }) => known.tasks.get(id) !== done)
      .map(
        ({ text, entity_type: on, entity_id: id, is_completed: done }) =>
          `task ${on === null ? 'of nobody' : who(on, id)}${done ? ', done' : ''}: ${text.includes('day-') ? text : 'call back'}`,
      ),
  ].toSorted();
}
