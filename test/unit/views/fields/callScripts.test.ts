import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../../main/settings/scripts/scriptBlocks.ts';
import type { ScriptFile } from '../../../../main/settings/scripts/scriptFolder.ts';
import { createCallScripts } from '../../../../main/views/fields/callScripts.ts';
import type { CustomField, ShownField } from '../../../../preload/contract.ts';

const file = (name: string, markdown: string, rest: Partial<ScriptFile> = {}): ScriptFile => ({
  file: name,
  name,
  accounts: [],
  lines: [],
  pipelines: [],
  blocks: blocksOf(markdown),
  ...rest,
});
const field = (
  rest: Pick<CustomField, 'of' | 'id' | 'name' | 'edit'> & Partial<CustomField>,
): CustomField => ({
  key: `${rest.of}:${rest.id}`,
  type: 'text',
  choices: [],
  ...rest,
});
const source = field({ of: 'deal', id: 1, name: 'Source', edit: 'choice', choices: ['Web', 'A friend'] });
const news = field({ of: 'contact', id: 2, name: 'Newsletter', edit: 'checkbox' });
const size = field({ of: 'contact', id: 3, name: 'Size', edit: 'number' });

const MARKDOWN = `Where from? {deal: source}
- ( ) Web
- ( ) A friend

- [ ] News {contact: 2}
- [ ] Told {deal: Source}
- [ ] Odd {deel: Source}
- [ ] Asked

How many? {contact: Size}
- ( ) 5
- ( ) 12

How large? {contact: Size}
- ( ) small

Which? {deal: Nobody has it}
- ( ) This
`;
const someone = { target: { entity: 'contact' as const, id: 7 }, leadId: 9 };

function world(
  scripts: readonly ScriptFile[],
  shown: Partial<ShownField> = {},
  known: readonly CustomField[] = [source, news, size],
) {
  const changed: unknown[] = [];
  const all = createCallScripts({
    folder: { get: () => scripts },
    accounts: () => [
      { key: 'a', host: 'romashka.amocrm.ru' },
      { key: 'b', host: 'northwind.kommo.com' },
    ],
    definitions: { of: () => known },
    fields: {
      named: (_account, _query, keys) =>
        keys.map((key) => ({ key, values: [], field: null, canEdit: true, pending: null, ...shown })),
      change: (account, query, key, value) => {
        changed.push({ account, query, key, value });
        return { kind: 'patchLead', leadId: 9, fields: [] };
      },
    },
  });
  return { all, changed };
}

describe('a call script of an account', () => {
  it('is offered where its head says, its own before those for all', () => {
    const { all } = world([
      file('all.md', 'x'),
      file('own.md', 'x', { accounts: ['romashka.amocrm.ru'], lines: ['sales'], pipelines: [7] }),
    ]);
    expect(all.byAccount()).toEqual({
      a: [
        { file: 'own.md', name: 'own.md', lines: ['sales'], pipelines: [7] },
        { file: 'all.md', name: 'all.md', lines: [], pipelines: [] },
      ],
      b: [{ file: 'all.md', name: 'all.md', lines: [], pipelines: [] }],
    });
    expect(all.open('b', { file: 'own.md', ...someone })).toBeNull();
  });

  it('knows which field each answer goes into, by name or id, and says why it is the note else', () => {
    const { all } = world([file('s.md', MARKDOWN)], { values: ['Web'], pending: 'waiting' });
    const open = all.open('a', { file: 's.md', ...someone });
    expect(open?.fields).toEqual({
      1: { name: 'Source', value: 'Web', pending: 'waiting' },
      2: { name: 'Newsletter', value: 'Web', pending: 'waiting' },
      6: { name: 'Size', value: 'Web', pending: 'waiting' },
    });
    expect(open?.troubles).toEqual({ 3: 'wrongType', 4: 'oddPlace', 7: 'wrongType', 8: 'unknownField' });
  });

  it('while no field is known yet says of none that the CRM has it not', () => {
    const { all } = world([file('s.md', MARKDOWN)], {}, []);
    expect(all.open('a', { file: 's.md', ...someone })).toMatchObject({
      fields: {},
      troubles: { 4: 'oddPlace' },
    });
    expect(Object.values(all.open('a', { file: 's.md', ...someone })?.troubles ?? {})).toEqual(['oddPlace']);
  });

  it('without anybody to put it to, or where the field holds more than one value, answers go into the note', () => {
    const nobody = world([file('s.md', MARKDOWN)]).all.open('a', {
      file: 's.md',
      target: null,
      leadId: null,
    });
    expect(nobody?.fields).toEqual({});
    expect(nobody?.troubles).toMatchObject({ 1: 'nobody', 2: 'nobody' });
    const noDeal = world([file('s.md', MARKDOWN)], { canEdit: false }).all;
    expect(noDeal.open('a', { file: 's.md', ...someone })?.troubles).toMatchObject({ 1: 'nobody' });
    const several = world([file('s.md', MARKDOWN)], { canEdit: false, values: ['a', 'b'] }).all;
    expect(several.open('a', { file: 's.md', ...someone })?.troubles).toMatchObject({ 1: 'wrongType' });
  });

  it('writes an answer of the question alone, into its field alone', () => {
    const { all, changed } = world([file('s.md', MARKDOWN)]);
    const query = { file: 's.md', ...someone };
    expect(all.answer('a', query, '1', 'A friend')).not.toBeNull();
    expect(all.answer('a', query, '2', '1')).not.toBeNull();
    expect(all.answer('a', query, '1', null)).not.toBeNull();
    expect(changed).toEqual([
      { account: 'a', query: someone, key: 'deal:1', value: 'A friend' },
      { account: 'a', query: someone, key: 'contact:2', value: '1' },
      { account: 'a', query: someone, key: 'deal:1', value: null },
    ]);
    // Not an option, not its field, a question of the note, none, another script.
    expect(all.answer('a', query, '1', 'Radio')).toBeNull();
    expect(all.answer('a', query, '2', 'yes')).toBeNull();
    expect(all.answer('a', query, '5', '1')).toBeNull();
    expect(all.answer('a', query, '99', '1')).toBeNull();
    expect(all.answer('a', { ...query, file: 'other.md' }, '1', 'Web')).toBeNull();
    expect(changed).toHaveLength(3);
  });
});
