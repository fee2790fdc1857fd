import { z } from 'zod';
import { ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import type { CrmClient, CrmContact, NewContact } from './client.ts';
import { linkedIds, partyFields } from './fields.ts';
import { apiPath } from './path.ts';
import type { JsonBody, Transport } from './transport.ts';
import { readWritten } from './writes.ts';

/** Facts/amocrm-api 3.3. A deleted contact may come with its id and `is_deleted` alone (UNCERTAIN). */
const contact = z
  .object({
    ...partyFields,
    _embedded: z.object({ leads: linkedIds, companies: linkedIds }).nullish(),
  })
  .transform(({ _embedded, ...said }): CrmContact => ({
    ...said,
    leadIds: _embedded?.leads ?? [],
    companyIds: _embedded?.companies ?? [],
  }));

const page = z
  .object({ _embedded: z.object({ contacts: z.array(contact) }) })
  .transform(({ _embedded }) => _embedded.contacts);

/** The body of one contact, only with the keys given; phones replace all phones of the contact. */
function body(changes: Partial<NewContact>): { readonly [key: string]: JsonBody | undefined } {
  const { name: newName, phones, responsible_user_id } = changes;
  return {
    ...(newName === undefined ? {} : { name: newName }),
    ...(responsible_user_id === undefined ? {} : { responsible_user_id }),
    ...(phones === undefined
      ? {}
      : {
          custom_fields_values: [
            { field_code: 'PHONE', values: phones.map((value) => ({ value, enum_code: 'WORK' })) },
          ],
        }),
  };
}

/** `/contacts`: get, search, create, patch. An unknown id is null (the service answers 204). */
export function createContacts(transport: Transport): CrmClient['contacts'] {
  return {
    async get(contactId, options) {
      const answer = await transport.get(
        apiPath(`contacts/${String(contactId)}`, { with: 'leads' }),
        options,
      );
      if (!answer.ok) return answer;
      return answer.value === null ? ok(null) : checkAnswer(contact, answer.value);
    },
    async query(text, options) {
      const answer = await transport.get(
        apiPath('contacts', { query: text, with: 'leads', limit: 50 }),
        options,
      );
      if (!answer.ok) return answer;
      return answer.value === null ? ok([]) : checkAnswer(page, answer.value);
    },
    async create(newContact, options) {
      const { phones, ...withoutPhones } = newContact;
      const one = body(phones.length > 0 ? newContact : withoutPhones);
      const answer = await transport.send('POST', apiPath('contacts'), [one], options);
      return answer.ok ? readWritten('contacts', answer.value) : answer;
    },
    async patch(contactId, changes, options) {
      const answer = await transport.send(
        'PATCH',
        apiPath(`contacts/${String(contactId)}`),
        body(changes),
        options,
      );
      return answer.ok ? readWritten('contacts', answer.value) : answer;
    },
  };
}
