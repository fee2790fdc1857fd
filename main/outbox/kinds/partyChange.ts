import type { ContactChanges, CrmFieldValue } from '../../amocrm/client.ts';
import { fail, ok } from '../../result.ts';
import { sent } from '../write.ts';
import type { Write } from '../write.ts';
import { GONE, withGone } from './gone.ts';
import { regionOf } from './kindDeps.ts';
import type { KindDeps } from './kindDeps.ts';
import { mergePhones } from './phoneMerge.ts';

/**
 * Changes a contact or a company. Writing a field replaces all its values (crm-api.md 3.3), so the
 * card is read right before, each time, and only the agent's own difference is put on it.
 */
export function partyChangeWrite({ journal, client, row, write }: KindDeps<'patchContact'>): Write {
  const { target, name, phones, before } = write;
  const parties = target.entity === 'contact' ? client.contacts : client.companies;
  let changes: ContactChanges = {};
  return {
    async alreadyThere(_sentFrom, signal) {
      const read = await parties.get(target.id, { signal });
      if (!read.ok) return read;
      const card = read.value;
      if (card === null || card.is_deleted) return fail(GONE);
      const wantsName = name !== undefined && name !== card.name;
      const saw = before?.name;
      if (wantsName && saw !== undefined && saw !== card.name && !row.insists) {
        return fail({ kind: 'changedMeanwhile', words: card.name });
      }
      const merged =
        phones === undefined
          ? null
          : mergePhones(
              phonesOf(card.custom_fields_values),
              phones.before,
              phones.after,
              regionOf(journal, row),
            );
      changes = { ...(wantsName ? { name } : {}), ...(merged === null ? {} : { phones: merged }) };
      return ok(Object.keys(changes).length === 0 ? { id: target.id } : null);
    },
    async send() {
      const patched = withGone(await parties.patch(target.id, changes), (path) => path === 'id');
      return sent(patched, ({ id }) => ({ id }));
    },
  };
}

const phonesOf = (fields: readonly CrmFieldValue[]): CrmFieldValue['values'] =>
  fields.find((field) => field.field_code === 'PHONE')?.values ?? [];
