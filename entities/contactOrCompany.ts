import { cardFieldsOf, type CustomFieldCodeOf, type Fields, type ValuesOf } from './field.ts';

/**
 * A contact or company. What is a field of it follows from here: the mirror's column, how answers and webhooks are read, what is compared,
 * what the contract lets through, and the rows of its card in this order.
 */
export const contactOrCompanyFields = {
  name: { type: 'text', column: 'name', key: 'name', webhook: 'name' },
  /** Of a contact. */
  companyId: { type: 'wholeOrNull', column: 'company_id', embedded: 'companies', webhook: 'companyId' },
  responsibleUserId: {
    type: 'whole',
    column: 'responsible_user_id',
    key: 'responsible_user_id',
    webhook: 'responsibleUserId',
  },
  updatedAt: { type: 'seconds', column: 'updated_at', key: 'updated_at', webhook: 'updatedAt' },
  emails: {
    type: 'texts',
    column: 'emails',
    customField: 'EMAIL',
    card: { label: 'card.email', look: 'mail' },
  },
  tags: {
    type: 'texts',
    column: 'tags',
    embedded: 'tags',
    webhook: 'tags',
    card: { label: 'card.tags', look: 'tags' },
  },
  /** What the account's own fields hold (customFields.ts). */
  customFields: { type: 'texts', column: 'custom_fields', otherFields: ['PHONE', 'EMAIL'] },
} as const satisfies Fields;

export type ContactOrCompanyFields = typeof contactOrCompanyFields;

/** What its card shows, in this order. */
export const contactOrCompanyCardFields = cardFieldsOf(contactOrCompanyFields);
export type ContactOrCompanyCardValues = ValuesOf<typeof contactOrCompanyCardFields>;

/** Codes of the custom fields that are kept. */
export type ContactOrCompanyCode = CustomFieldCodeOf<ContactOrCompanyFields> | 'PHONE';
