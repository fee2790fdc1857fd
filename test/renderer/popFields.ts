import type { PopEntry, ShownField } from '../../preload/contract.ts';
import { longName } from './people.ts';

type Field = NonNullable<ShownField['field']>;

const shown = (
  field: Pick<Field, 'of' | 'id' | 'name' | 'type' | 'edit'> & { readonly choices?: string[] },
  values: string[],
  rest: Partial<ShownField> = {},
): ShownField => ({
  key: `${field.of}:${field.id}`,
  values,
  field: { choices: [], ...field, key: `${field.of}:${field.id}` },
  canEdit: field.edit !== null,
  pending: null,
  ...rest,
});

/** Fields of several types: a list, a date, a checkbox, a long text, a number on its way to the CRM, the tags. */
export const shownFields: readonly ShownField[] = [
  shown(
    {
      of: 'deal',
      id: 1,
      name: 'Delivered by',
      type: 'select',
      edit: 'choice',
      choices: ['Courier', 'Pickup', `Post ${longName}`],
    },
    ['Pickup'],
  ),
  shown({ of: 'contact', id: 2, name: 'Birthday', type: 'birthday', edit: 'date' }, ['1974-05-09']),
  shown({ of: 'contact', id: 3, name: 'Gets the newsletter', type: 'checkbox', edit: 'checkbox' }, ['1']),
  shown({ of: 'company', id: 4, name: `Position ${longName}`, type: 'text', edit: 'text' }, [longName]),
  shown({ of: 'contact', id: 5, name: 'Discount, %', type: 'numeric', edit: 'number' }, ['12.5'], {
    pending: 'waiting',
  }),
  { key: 'contact:tags', values: ['VIP', 'wholesale'], field: null, canEdit: false, pending: null },
];

/** The same as the pop knows them at first sight. */
export const fieldNames = (fields: readonly ShownField[]): NonNullable<PopEntry['fields']> =>
  fields.map(({ key, field }) => ({ key, name: field?.name ?? '' }));
