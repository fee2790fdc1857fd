import type { CrmFieldValue, NewFieldValue } from '../../../main/crm/types/entity.ts';
import type { NewContact } from '../../../main/crm/types/contactOrCompany.ts';
import type { NewLead } from '../../../main/crm/resources/lead/leadCreation.ts';
import type { CrmLead } from '../../../main/crm/types/lead.ts';
import type { CrmResult } from '../../../main/crm/types/crmFailure.ts';
import type { Pages } from '../../../main/crm/transport/pagination.ts';
import type { CrmTask } from '../../../main/crm/resources/taskResource.ts';
import type { WriteClient } from '../../../main/writes/writeClient.ts';
import { fail, ok } from '../../../main/common/result.ts';

/** Asks the model for something: decides its fate, and is heard by the process that asked only. */
export type ModelRequest = <T>(what: string, work: () => CrmResult<T>) => Promise<CrmResult<T>>;

export interface ModelCardDeps {
  readonly request: ModelRequest;
  readonly newId: () => number;
  /** Author and times of what is written now. */
  readonly made: (createdAt: number | undefined) => {
    readonly created_by: number;
    readonly created_at: number;
    readonly updated_at: number;
  };
  readonly leads: CrmLead[];
  readonly tasks: CrmTask[];
  readonly embeds: () => boolean;
  /** Whether a lead and all that is with it may be made by one request. */
  readonly hasComplex: () => boolean;
  readonly addContact: (contact: NewContact) => number;
  readonly addCompany: (name: string) => number;
  readonly employ: (companyId: number, contactId: number) => void;
  /** What changed since (Unix s), in the service's time. */
  readonly changedSince: <T extends { readonly updated_at: number }>(
    query: { readonly updatedFrom?: number | undefined } | undefined,
    rows: readonly T[],
  ) => readonly T[];
}

const PAGE = 10;

/** The phones of a card. */
export const phoneField = (values: CrmFieldValue['values']): CrmFieldValue => ({
  field_id: 1,
  field_code: 'PHONE',
  values,
});

/** Field values as they are after a change: a field that is written has that value alone. */
export const marked = (
  before: readonly CrmFieldValue[],
  { fields = [] }: { readonly fields?: readonly NewFieldValue[] | undefined },
): readonly CrmFieldValue[] => [
  ...before.filter(({ field_id: id }) => fields.every((field) => field.id !== id)),
  ...fields.map(({ id, value }) => ({
    field_id: id,
    field_code: null,
    values: [{ value: String(value), enum_code: null }],
  })),
];

/** A list of the model, a request a page. */
export async function* pagesOf<T>(what: string, request: ModelRequest, rows: () => readonly T[]): Pages<T> {
  for (let from = 0; ; from += PAGE) {
    const page = await request(what, () => ok(rows().slice(from, from + PAGE)));
    if (!page.ok) {
      yield page;
      return;
    }
    const isLast = page.value.length < PAGE;
    if (page.value.length > 0) yield ok({ items: page.value, next: isLast ? null : 'next' });
    if (isLast) return;
  }
}

/** Leads and tasks of the model CRM. */
export function createModelCards(deps: ModelCardDeps): Pick<WriteClient, 'leads' | 'tasks'> {
  const { request, leads, tasks, newId, made, changedSince } = deps;

  function replace<T extends { readonly id: number }>(
    rows: T[],
    id: number,
    change: (row: T) => T,
  ): CrmResult<{ readonly id: number }> {
    const at = rows.findIndex((one) => one.id === id);
    const row = rows[at];
    if (row === undefined) return fail({ kind: 'notFound', words: '' });
    rows[at] = { ...change(row), updated_at: made(undefined).updated_at };
    return ok({ id });
  }

  function addLead(lead: NewLead, contactId: number | null, companyId: number | null): number {
    const id = newId();
    leads.push({
      id,
      name: lead.name ?? '',
      price: lead.price ?? 0,
      responsible_user_id: lead.responsible_user_id ?? 7,
      status_id: 1,
      pipeline_id: 1,
      loss_reason_id: null,
      loss_reason: null,
      source_id: null,
      source: null,
      ...made(lead.created_at),
      closed_at: null,
      closest_task_at: null,
      is_deleted: false,
      contactIds: contactId === null ? [] : [contactId],
      mainContactId: contactId,
      companyIds: companyId === null ? [] : [companyId],
      tags: [],
      custom_fields_values: [],
    });
    return id;
  }

  return {
    leads: {
      get: (id) => request(`leads.get:${id}`, () => ok(leads.find((one) => one.id === id) ?? null)),
      pages: (query) => pagesOf('leads.pages', request, () => changedSince(query, leads).toReversed()),
      ofContact: (contactId) =>
        pagesOf('leads.ofContact', request, () => leads.filter((one) => one.contactIds.includes(contactId))),
      create: (lead) =>
        request(`leads.create:${lead.name ?? ''}`, () => {
          if (lead.contactId !== undefined && !deps.embeds()) {
            const path = '_embedded.contacts.0.id';
            const problems = [{ code: 'NotSupportedChoice', path, detail: '' }];
            return fail({ kind: 'validation', problems, words: '' });
          }
          return ok({ id: addLead(lead, lead.contactId ?? null, lead.companyId ?? null) });
        }),
      createComplex: (lead, contact) =>
        request(`leads.createComplex:${lead.name ?? ''}`, () => {
          if (!deps.hasComplex()) return fail({ kind: 'notFound', words: '' });
          const companyId =
            lead.companyName === undefined ? (lead.companyId ?? null) : deps.addCompany(lead.companyName);
          const contactId = 'id' in contact ? contact.id : deps.addContact(contact);
          if (companyId !== null) deps.employ(companyId, contactId);
          return ok({ id: addLead(lead, contactId, companyId), contactId, companyId, merged: false });
        }),
      linkContact: (leadId, contactId) =>
        request(`leads.link:${leadId}`, () => {
          const linkedBefore = leads.some((one) => one.id === leadId && one.contactIds.includes(contactId));
          const linked = replace(leads, leadId, (lead) => ({ ...lead, contactIds: [contactId] }));
          return linked.ok ? ok({ linkedBefore }) : linked;
        }),
      patch: (id, { name, price, stage, responsible_user_id, addTags, fields }) =>
        request(`leads.patch:${id}`, () =>
          replace(leads, id, (lead) => ({
            ...lead,
            tags: [...lead.tags, ...(addTags ?? [])],
            custom_fields_values: marked(lead.custom_fields_values, { fields }),
            name: name ?? lead.name,
            price: price ?? lead.price,
            responsible_user_id: responsible_user_id ?? lead.responsible_user_id,
            pipeline_id: stage?.pipeline_id ?? lead.pipeline_id,
            status_id:
              stage === undefined
                ? lead.status_id
                : stage.kind === 'open'
                  ? stage.status_id
                  : { won: 142, lost: 143 }[stage.kind],
          })),
        ),
    },
    tasks: {
      get: (id) => request(`tasks.get:${id}`, () => ok(tasks.find((one) => one.id === id) ?? null)),
      pages: (query) => pagesOf('tasks.pages', request, () => changedSince(query, tasks).toReversed()),
      create: (task) =>
        request(`tasks.create:${task.text}`, () => {
          const id = newId();
          tasks.push({
            id,
            text: task.text,
            task_type_id: task.task_type_id ?? 1,
            responsible_user_id: task.responsible_user_id ?? 7,
            entity_type: task.about === undefined ? null : PLURALS[task.about.entity],
            entity_id: task.about?.id ?? null,
            is_completed: false,
            complete_till: task.complete_till,
            duration: 0,
            result: null,
            ...made(task.created_at),
          });
          return ok({ id });
        }),
      complete: (id, result) =>
        request(`tasks.complete:${id}`, () =>
          replace(tasks, id, (task) => ({ ...task, is_completed: true, result: result ?? task.result })),
        ),
      change: (id, changes) =>
        request(`tasks.change:${id}`, () =>
          replace(tasks, id, (task) => ({
            ...task,
            complete_till: changes.complete_till ?? task.complete_till,
            responsible_user_id: changes.responsible_user_id ?? task.responsible_user_id,
          })),
        ),
    },
  };
}

const PLURALS = { contact: 'contacts', company: 'companies', lead: 'leads', customer: 'customers' } as const;
