import { z } from 'zod';
import { ok } from '../../../common/result.ts';
import { checkAnswer } from '../../transport/responseCheck.ts';
import type { CrmContacts } from '../../types/contacts.ts';
import type { ContactChanges, CrmContact, NewContact } from '../../types/contactOrCompany.ts';
import type { CrmFieldValue } from '../../types/entity.ts';
import { linkedIds, contactOrCompanyFields, parts, tagNames } from '../entityFields.ts';
import { itemsOf, walkPages } from '../../transport/pagination.ts';
import {
  isWantedContactOrCompany,
  contactOrCompanyPath,
  type ContactOrCompanyPages,
} from './contactOrCompanyQuery.ts';
import { apiPath } from '../../transport/apiPath.ts';
import { fieldValues } from '../fieldValues.ts';
import { tagChanges } from '../tagChanges.ts';
import type { Transport } from '../../transport/transport.ts';
import { createOne, given, patchOne, type JsonObject } from '../../transport/writeRequest.ts';

/** crm-api.md 3.3. A deleted contact may come with its id and `is_deleted` alone (UNCERTAIN). */
const contact = z
  .object({
    ...contactOrCompanyFields,
    _embedded: parts({ leads: linkedIds, companies: linkedIds, tags: tagNames }),
  })
  .transform(({ _embedded, ...said }): CrmContact => ({
    ...said,
    leadIds: _embedded?.leads ?? [],
    companyIds: _embedded?.companies ?? [],
    tags: _embedded?.tags ?? [],
  }));

const contacts = itemsOf('contacts', contact);

const LINKS = 'leads';

/** A phone as the service takes it; the kind of one that was read is kept. */
const phoneValue = (phone: string | CrmFieldValue['values'][number]): JsonObject =>
  typeof phone === 'string'
    ? { value: phone, enum_code: 'WORK' }
    : given({ value: phone.value, enum_code: phone.enum_code ?? undefined });

/** The body of one contact or company, only with the keys given. */
export function contactOrCompanyBody({
  name,
  phones,
  fields = [],
  responsible_user_id,
}: ContactChanges): JsonObject {
  const values = [
    ...(phones === undefined
      ? []
      : [{ field_code: 'PHONE', values: phones.map((phone) => phoneValue(phone)) }]),
    ...fieldValues(fields),
  ];
  return given({
    name,
    responsible_user_id,
    custom_fields_values: values.length === 0 ? undefined : values,
  });
}

/** A contact that is to be made: a field without a value is not sent. */
export function newContactBody(contact: NewContact): JsonObject {
  const { phones, created_at, ...withoutPhones } = contact;
  return { ...contactOrCompanyBody(phones.length > 0 ? contact : withoutPhones), ...given({ created_at }) };
}

/** `/contacts`: list, get, search, create, patch. An unknown id is null (the service answers 204). */
export function createContacts(transport: Transport): CrmContacts {
  const pages: ContactOrCompanyPages<CrmContact> = (query = {}, options) =>
    walkPages(
      transport,
      {
        from: contactOrCompanyPath('contacts', LINKS, query),
        read: contacts,
        wanted: isWantedContactOrCompany(query),
      },
      options,
    );
  return {
    pages,
    async get(contactId, options) {
      const answer = await transport.get(apiPath(`contacts/${String(contactId)}`, { with: LINKS }), options);
      if (!answer.ok) return answer;
      return answer.value === null ? ok(null) : checkAnswer(contact, answer.value);
    },
    async query(text, options) {
      const answer = await transport.get(contactOrCompanyPath('contacts', LINKS, { text }), options);
      return answer.ok ? contacts(answer.value) : answer;
    },
    create: (newContact, options) => createOne(transport, 'contacts', newContactBody(newContact), options),
    patch: (contactId, changes, options) =>
      patchOne(
        transport,
        'contacts',
        contactId,
        { ...contactOrCompanyBody(changes), ...tagChanges(changes) },
        options,
      ),
  };
}
