import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Contract from '../../../preload/contract/cards.ts';
import type * as Body from '../../../main/mirror/changes/changesFromBody.ts';
import type * as Pages from '../../../main/mirror/sync/pageParser.ts';
import type * as Mirror from '../mirror/mirrorFile.ts';
import { compileCatalogue } from '../../../scripts/texts/catalogue.ts';
import { catalogueFaults } from '../../../scripts/texts/check.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const FOLDERS = ['entities', 'i18n', 'main', 'preload', 'renderer', 'sandbox', 'test', 'webhooks'];

/** The field of a card that nobody has: each file it needs, and what stands there. */
const FILES = {
  entity: 'entities/contactOrCompany.ts',
  english: 'i18n/en/views.ts',
  sandbox: 'sandbox/demoData/fields.ts',
  'es-419': 'i18n/locales/es-419.po',
  'pt-BR': 'i18n/locales/pt-BR.po',
  ru: 'i18n/locales/ru.po',
} as const;
type Step = keyof typeof FILES;

const message = '\n#. Nickname\nmsgid "card.nickname"\nmsgstr "Nickname"\n';
const STEPS: Readonly<Record<Step, (text: string) => string>> = {
  entity: (text) =>
    text.replace(
      '} as const satisfies Fields',
      "  nickname: { type: 'text', column: 'nickname', customField: 'NICKNAME', card: { label: 'card.nickname', look: 'plain' } },\n$&",
    ),
  english: (text) => text.replace("  'card.tags'", "  'card.nickname': 'Nickname',\n$&"),
  sandbox: (text) =>
    text.replace(
      '] as const satisfies',
      "  { id: 771_999, entities: ['contacts'], code: 'NICKNAME', type: 'text', ru: 'Имя', en: 'Nickname', enums: null },\n$&",
    ),
  'es-419': (text) => text + message,
  'pt-BR': (text) => text + message,
  ru: (text) => text + message,
};

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'ringside-field-'));
  for (const name of [...FOLDERS, 'tsconfig.json'])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  for (const step of Object.keys(FILES) as Step[]) take(step);
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

function take(step: Step): void {
  const file = path.join(root, FILES[step]);
  writeFileSync(path.join(copy, FILES[step]), STEPS[step](readFileSync(file, 'utf8')));
}

/** Does without one of the files, as somebody who forgot it. */
async function without<T>(step: Step, look: () => Promise<T>): Promise<T> {
  cpSync(path.join(root, FILES[step]), path.join(copy, FILES[step]));
  try {
    return await look();
  } finally {
    take(step);
  }
}

/** What the compiler says of these files of the copy and all they import; '' when nothing. */
async function compilerSays(files: readonly string[]): Promise<string> {
  const project = path.join(copy, 'tsconfig.field.json');
  writeFileSync(project, JSON.stringify({ extends: './tsconfig.json', include: files, exclude: [] }));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', project], { cwd: copy });
  return run.then(
    () => '',
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  );
}

const contents = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    FOLDERS.flatMap((name) =>
      readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')] as const),
    ),
  );

describe('a field of the contact card that is new', () => {
  it('is six files, three of them translations, and everything compiles', { timeout: 300_000 }, async () => {
    const before = contents(root);
    const touched = [...contents(copy)].filter(([file, text]) => before.get(file) !== text);
    expect(touched.map(([file]) => file).toSorted()).toEqual(Object.values(FILES).toSorted());
    const said = await compilerSays([
      'entities',
      'main/mirror',
      'main/views/contact',
      'preload/contract/cards.ts',
      'sandbox/demoData',
      'test/bench/fillMirror.ts',
      'test/unit/mirror',
    ]);
    expect(said).toBe('');
  });

  it('does not compile without its English text, nor is anything built without a translation', async () => {
    expect(await without('english', () => compilerSays(['entities']))).toContain('card.nickname');
    for (const language of ['es-419', 'pt-BR', 'ru'] as const) {
      const build = without(language, () => compileCatalogue(path.join(copy, 'i18n'), language));
      await expect(build).rejects.toThrow('card.nickname is not translated');
    }
  });

  it('does not compile without the sandbox’s field, nor are texts kept that no field says', async () => {
    const said = await without('sandbox', () => compilerSays(['test/unit/entities/customFields.test.ts']));
    expect(said).toContain('NICKNAME');
    expect(await without('entity', () => catalogueFaults(copy))).toEqual([
      'en card.nickname is said nowhere: take it out',
    ]);
  });

  it('is read from answers and webhooks, kept, compared, and let through to the card', async () => {
    const load = (file: string): Promise<unknown> => import(pathToFileURL(path.join(copy, file)).href);
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
