import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as List from '../../../i18n/languages.ts';
import { formatLocale, languageFor } from '../../../i18n/languages.ts';
import { csvSeparator } from '../../../main/calls/history/csv.ts';
import { compileCatalogue } from '../../../scripts/texts/catalogue.ts';
import { createFormat } from '../../../renderer/i18n/format.ts';
import { firstWeekday, weekFrom } from '../../../renderer/i18n/week.ts';
import { speak } from '../../speech.ts';

/** Intl separates with narrow and no-break blanks; which of them is its own affair. */
const plain = (text: string): string => text.replaceAll(/\s/gu, ' ');

describe('the language of a system', () => {
  it.each([
    [['es-MX'], 'es-419'],
    [['es_AR.UTF-8'], 'es-419'],
    [['es'], 'es-419'],
    [['pt-BR'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['uk-UA'], 'ru'],
    [['EN-gb'], 'en'],
    [['de-DE', 'pt-BR', 'en-US'], 'pt-BR'],
    [['de-DE', 'fr-FR'], 'en'],
    [[], 'en'],
  ])('%j gets %s', (locales, language) => {
    expect(languageFor('system', locales)).toBe(language);
  });

  it('is left alone where the agent chose one', () => {
    expect(languageFor('es-419', ['ru-RU'])).toBe('es-419');
  });
});

describe('whose numbers and times are written', () => {
  it.each([
    ['es-419', 'es-AR', 'es-AR'],
    ['es-419', 'en-US', 'es-419'],
    ['pt-BR', 'pt-PT', 'pt-PT'],
    ['en', 'en-GB', 'en-GB'],
    ['en', 'en-US-u-va-posix', 'en-US'],
    ['ru', 'no locale at all', 'ru'],
  ] as const)('%s on a system of %s: %s', (language, system, locale) => {
    expect(formatLocale(language, system)).toBe(locale);
  });

  it('is by the region: the decimal sign and with it the separator of tables, the clock, the first day of the week', () => {
    expect(csvSeparator('es-MX')).toBe(',');
    expect(csvSeparator('es-AR')).toBe(';');
    expect(csvSeparator('pt-BR')).toBe(';');
    const afternoon = new Date(2026, 10, 23, 14, 32).getTime();
    expect(plain(createFormat('es-CO').time(afternoon))).toBe('2:32 p. m.');
    expect(plain(createFormat('pt-BR').time(afternoon))).toBe('14:32');
    expect([firstWeekday('es-MX'), firstWeekday('pt-BR'), firstWeekday('es-AR'), firstWeekday('ru')]).toEqual(
      [7, 7, 1, 1],
    );
    expect(weekFrom(7)).toEqual([7, 1, 2, 3, 4, 5, 6]);
  });

  it('money and days are said as in the country', () => {
    expect(plain(createFormat('pt-BR').money(18_400, 'BRL'))).toBe('R$ 18.400');
    expect(plain(createFormat('es-MX').money(18_400, 'MXN'))).toBe('$18,400');
    const now = new Date(2026, 10, 23, 14, 32).getTime();
    expect(plain(createFormat('es-AR').when(new Date(2026, 10, 22, 9, 5).getTime(), now))).toMatch(
      /^ayer, /u,
    );
    expect(plain(createFormat('pt-BR').when(new Date(2026, 10, 22, 9, 5).getTime(), now))).toBe(
      'ontem, 09:05',
    );
  });
});

describe('counts in Spanish and Portuguese', () => {
  it('have one and several, and a million is several too', () => {
    const said = (language: 'es-419' | 'pt-BR'): readonly string[] =>
      [1, 2, 1_000_000].map((total) => plain(speak(language)('history.total', { total })));
    expect(said('es-419')).toEqual(['1 llamada', '2 llamadas', '1,000,000 llamadas']);
    expect(said('pt-BR')).toEqual(['1 chamada', '2 chamadas', '1.000.000 chamadas']);
  });

  it('call what Kommo calls a lead a lead', () => {
    expect(speak('es-419')('lead.list')).toBe('Leads abiertos');
    expect(speak('pt-BR')('deals.pipeline')).toBe('Funil');
  });
});

describe('a language that is new', () => {
  const i18n = path.resolve(import.meta.dirname, '../../../i18n');
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'ringside-i18n-'));
    cpSync(i18n, copy, { recursive: true });
  });
  afterEach(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  const contents = (folder: string): ReadonlyMap<string, string> =>
    new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
    );

  it('is two files: its line in the list and its catalogue', async () => {
    const list = path.join(copy, 'languages.ts');
    const line = "  { tag: 'it', name: 'Italiano', systems: ['it'] },\n] as const satisfies";
    writeFileSync(list, readFileSync(list, 'utf8').replace('] as const satisfies', line));
    const catalogue = readFileSync(path.join(copy, 'locales/pt-BR.po'), 'utf8');
    writeFileSync(path.join(copy, 'locales/it.po'), catalogue.replace('Language: pt-BR', 'Language: it'));

    const before = contents(i18n);
    const touched = [...contents(copy)].filter(([file, text]) => before.get(file) !== text);
    expect(touched.map(([file]) => file).toSorted()).toEqual(['languages.ts', path.join('locales', 'it.po')]);

    const made = (await import(pathToFileURL(list).href)) as typeof List;
    expect(made.languageFor('system', ['it-IT'])).toBe('it');
    expect(made.LANGUAGE_CHOICES).toContain('it');
    const messages = await compileCatalogue(copy, made.languageFor('system', ['it-IT']));
    expect(Object.keys(messages)).toEqual(expect.arrayContaining(['app.name', 'tray.open', 'pop.title']));
  });
});
