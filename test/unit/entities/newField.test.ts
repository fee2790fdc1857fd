import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Contract from '../../../preload/contract/cards.ts';
import type * as Body from '../../../main/mirror/changes/changesFromBody.ts';
import type * as Pages from '../../../main/mirror/sync/pageParser.ts';
import { compileCatalogue } from '../../../scripts/texts/catalogue.ts';
import { catalogueFaults } from '../../../scripts/texts/check.ts';
import { copyProject, type ProjectCopy } from '../../projectCopy.ts';
import type * as Mirror from '../mirror/mirrorFile.ts';

const LANGUAGES = ['es-419', 'pt-BR', 'ru'] as const;
type Edit = readonly [file: string, before: string, added: string];

const ENTITY: Edit = [
  'entities/contactOrCompany.ts',
  '} as const satisfies Fields',
  "  nickname: { type: 'text', column: 'nickname', customField: 'NICKNAME', card: { label: 'card.nickname', look: 'plain' } },\n",
];
const ENGLISH: Edit = ['i18n/en/views.ts', "  'card.tags'", "  'card.nickname': 'Nickname',\n"];
const SANDBOX: Edit = [
  'sandbox/demoData/fields.ts',
  '] as const satisfies',
  "  { id: 771_999, entities: ['contacts'], code: 'NICKNAME', type: 'text', ru: 'Имя', en: 'Nickname', enums: null },\n",
];
const translation = (language: string): Edit => [
  `i18n/locales/${language}.po`,
  'msgid "card.tags"',
  'msgid "card.nickname"\nmsgstr "Nickname"\n\n',
];
const EDITS: readonly Edit[] = [ENTITY, ENGLISH, ...LANGUAGES.map(translation), SANDBOX];

let copy: ProjectCopy;
beforeAll(() => {
  copy = copyProject();
  for (const [file, before, added] of EDITS) copy.edit(file, before, added + before);
});
afterAll(() => {
  copy.remove();
});

/** Does without one of the files, as somebody who forgot it. */
async function without<T>([file, before, added]: Edit, look: () => T): Promise<Awaited<T>> {
  copy.edit(file, added + before, before);
  try {
    return await look();
  } finally {
    copy.edit(file, before, added + before);
  }
}

describe('a field of the contact card that is new', () => {
  it('is six files, three of them translations, and everything compiles', { timeout: 300_000 }, () => {
    expect(copy.touched()).toEqual(EDITS.map(([file]) => file).toSorted());
    const faults = copy.faults([
      'main/mirror/mirrorReader.ts',
      'main/mirror/sync/syncWorker.ts',
      'main/views/contact/contactService.ts',
      'preload/bridge.d.ts',
      'preload/contract/cards.ts',
      'renderer/account/person/ContactFacts.tsx',
      'sandbox/demoData/generate.ts',
      'test/bench/fillMirror.ts',
      'test/unit/mirror/mirrorFile.ts',
    ]);
    expect(faults).toEqual([]);
  });

  it('does not compile without its English text, nor is anything built without a translation', async () => {
    const faults = await without(ENGLISH, () => copy.faults(['entities/contactOrCompany.ts']));
    expect(faults.join()).toContain('card.nickname');
    for (const language of LANGUAGES) {
      const build = without(translation(language), () =>
        compileCatalogue(path.join(copy.folder, 'i18n'), language),
      );
      await expect(build).rejects.toThrow('card.nickname is not translated');
    }
  });

  it('does not compile without the sandbox’s field, nor are texts kept that no field says', async () => {
    const faults = await without(SANDBOX, () => copy.faults(['test/unit/entities/customFields.test.ts']));
    expect(faults.join()).toContain('NICKNAME');
    expect(await without(ENTITY, () => catalogueFaults(copy.folder))).toEqual([
      'en card.nickname is said nowhere: take it out',
    ]);
  });

  it('is read from answers and webhooks, kept, compared, and let through to the card', async () => {
    const load = (file: string): Promise<unknown> => import(pathToFileURL(path.join(copy.folder, file)).href);
    const { parsePage } = (await load('main/mirror/sync/pageParser.ts')) as typeof Pages;
    const { readBody } = (await load('main/mirror/changes/changesFromBody.ts')) as typeof Body;
    const { cardReads } = (await load('preload/contract/cards.ts')) as typeof Contract;
    const { createMirrorFile, NOW } = (await load('test/unit/mirror/mirrorFile.ts')) as typeof Mirror;
    const mirror = createMirrorFile();
    const shown = (): unknown => mirror.reader.contactOrCompany('a', { entity: 'contact', id: 1 });
    const answer = (nickname: string): void => {
      const contact = {
        id: 1,
        name: 'Ann',
        updated_at: 5,
        custom_fields_values: [{ field_code: 'NICKNAME', values: [{ value: nickname }] }],
      };
      const page = parsePage('contacts', JSON.stringify({ _embedded: { contacts: [contact] } }));
      if (page.ok) mirror.save(page.value.rows);
    };
    try {
      answer('Annie');
      expect(shown()).toMatchObject({ name: 'Ann', nickname: 'Annie' });
      // Within one second, and nothing else is new.
      answer('Nan');
      expect(shown()).toMatchObject({ nickname: 'Nan' });
      const field = 'contacts[update][0][custom_fields][0]';
      const body = new URLSearchParams({
        'account[id]': '9',
        'contacts[update][0][id]': '1',
        'contacts[update][0][type]': 'contact',
        'contacts[update][0][name]': 'Ann',
        'contacts[update][0][updated_at]': '6',
        [`${field}[id]`]: '3',
        [`${field}[code]`]: 'NICKNAME',
        [`${field}[values][0][value]`]: 'Nancy',
      });
      const changeEvents = readBody(body.toString(), { accountId: 9, timezone: null, at: NOW }) ?? [];
      mirror.writer.saveChanges('a', { epoch: null, events: [{ seq: 1, at: NOW, changeEvents }] }, NOW);
      expect(shown()).toMatchObject({ nickname: 'Nancy' });
    } finally {
      mirror.close();
    }
    const card = cardReads.contacts.card.output.shape.contactOrCompany.unwrap();
    expect(Object.keys(card.shape)).toContain('nickname');
  });
});
