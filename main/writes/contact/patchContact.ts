import type { ContactChanges } from '../../crm/types/contactOrCompany.ts';
import type { CrmFieldValue } from '../../crm/types/entity.ts';
import { fail, ok } from '../../common/result.ts';
import { sent, type Write } from '../write.ts';
import { GONE, withGone } from '../missingEntity.ts';
import { regionOf, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { changedMeanwhile, newMarks } from '../entityMarks.ts';
import { mergePhones } from './phoneMerge.ts';

/**
 * Changes a contact or a company. Writing a field replaces all its values (crm-api.md 3.3), so the
 * card is read right before, each time, and only the agent's own difference is put on it.
 */
export const patchContact: WriteKind<'patchContact'> = {
  right: ({ target }) => `${target.entity} changed`,
  values: ({ name, phones, fields }) => ({ name, phones: phones?.after, fields }),
  mergeInto(making, { name, phones, tags, fields }) {
    if (making.kind !== 'newContact' || tags !== undefined || fields !== undefined) return null;
    const { before = [], after = [] } = phones ?? {};
    const own = making.phones.map((value) => ({ value, enum_code: null }));
    const merged = mergePhones(own, before, after, NO_REGION) ?? own;
    return { ...making, name: name ?? making.name, phones: merged.map(({ value }) => value) };
  },
  at: contactOrCompanyChange,
};

/** The agent's own texts, seconds old, are compared as they stand. */
const NO_REGION = '';

function contactOrCompanyChange({ journal, client, row, write }: WriteDeps<'patchContact'>): Write {
  const { target, name, phones, tags = [], fields = [], before } = write;
  const contactsOrCompanies = target.entity === 'contact' ? client.contacts : client.companies;
  let changes: ContactChanges = {};
  return {
    async alreadyThere(_sentFrom, signal) {
      const read = await contactsOrCompanies.get(target.id, { signal });
      if (!read.ok) return read;
      const card = read.value;
      if (card === null || card.is_deleted) return fail(GONE);
      const wantsName = name !== undefined && name !== card.name;
      const saw = before?.name;
      if (wantsName && saw !== undefined && saw !== card.name && !row.insists) {
        return fail({ kind: 'changedMeanwhile', words: card.name });
      }
      const others = changedMeanwhile(card, fields);
      if (others !== null && !row.insists) return fail({ kind: 'changedMeanwhile', words: others });
      const merged =
        phones === undefined
          ? null
          : mergePhones(
              phonesOf(card.custom_fields_values),
              phones.before,
              phones.after,
              regionOf(journal, row),
            );
      changes = {
        ...(wantsName ? { name } : {}),
        ...(merged === null ? {} : { phones: merged }),
        ...newMarks(card, tags, fields),
      };
      return ok(Object.keys(changes).length === 0 ? { id: target.id } : null);
    },
    async send() {
      const patched = withGone(await contactsOrCompanies.patch(target.id, changes), (path) => path === 'id');
      return sent(patched, ({ id }) => ({ id }));
    },
  };
}

const phonesOf = (fields: readonly CrmFieldValue[]): CrmFieldValue['values'] =>
  fields.find((field) => field.field_code === 'PHONE')?.values ?? [];
