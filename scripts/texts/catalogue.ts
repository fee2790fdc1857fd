import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatter } from '@lingui/format-po';
import { compileMessageOrThrow, type CompiledMessage } from '@lingui/message-utils/compileMessage';
import type { Language } from '../../i18n/languages.ts';
import { tableOf } from './englishSource.ts';

type Texts = Readonly<Record<string, string>>;
export type CompiledCatalogue = Readonly<Record<string, CompiledMessage>>;

const po = formatter({ explicitIdAsDefault: true });

/** Every file that texts come from: a change of one is a change of what is built. */
export const catalogueFiles = (folder: string): readonly string[] =>
  globSync(`${folder}/{en/*.ts,locales/*.po}`).toSorted();

/**
 * The texts of a language by key, as they are in its files now; '' for what is not translated.
 *
 * @param folder the i18n folder
 */
export async function readTexts(folder: string, language: Language): Promise<Texts> {
  if (language === 'en') {
    const tables = await Promise.all(globSync(`${folder}/en/*.ts`).toSorted().map(tableOf));
    return Object.assign({}, ...tables) as Texts;
  }
  const filename = path.join(folder, 'locales', `${language}.po`);
  const entries = await po.parse(await readFile(filename, 'utf8'), {
    locale: language,
    sourceLocale: 'en',
    filename,
  });
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, entry]) =>
      entry.obsolete === true ? [] : [[key, entry.translation ?? '']],
    ),
  );
}

/** Names of the arguments of a compiled message, those inside plural branches too. */
function argumentsOf(message: unknown): readonly string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [name, , branches] = token as [unknown, unknown, unknown];
    const inside = typeof branches === 'object' && branches !== null ? Object.values(branches) : [];
    return [String(name), ...inside.flatMap(argumentsOf)];
  });
}

interface Choice {
  readonly isPlural: boolean;
  readonly branches: readonly string[];
}

/** Every plural and select of a compiled message, with its branches. */
function choicesOf(message: unknown): readonly Choice[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [, type, branches] = token as [unknown, unknown, Readonly<Record<string, unknown>> | undefined];
    if (typeof branches !== 'object') return [];
    const own = { isPlural: type === 'plural', branches: Object.keys(branches) };
    return [own, ...Object.values(branches).flatMap(choicesOf)];
  });
}

const said = (names: readonly string[]): string => [...new Set(names)].toSorted().join(', ');

/** What is wrong with one message of a language, in words; null when nothing is. */
export function faultOf(
  language: Language,
  english: string | undefined,
  text: string | undefined,
): string | null {
  if (english === undefined) return 'is no English text any more: npm run texts takes it out';
  if (text === undefined || text === '') return 'is not translated';
  try {
    const wanted = said(argumentsOf(compileMessageOrThrow(english)));
    const compiled = compileMessageOrThrow(text);
    const found = said(argumentsOf(compiled));
    if (wanted !== found)
      return `has the arguments ${found || 'none'}, and the English text ${wanted || 'none'}`;
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const choices = choicesOf(compiled);
    // Lingui's parser lets it pass, and shows nothing.
    if (choices.some(({ branches }) => !branches.includes('other'))) return 'has a choice without "other"';
    const foreign = choices
      .flatMap(({ isPlural, branches }) => (isPlural ? branches : []))
      .filter((form) => !/^(?:=?\d+|offset)$/.test(form) && !pluralCategories.some((one) => one === form));
    return foreign.length > 0 ? `has plural forms that ${language} has not: ${said(foreign)}` : null;
  } catch (error) {
    return `is no ICU message: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Everything wrong with a language's catalogue, a line a message. */
export function faultsOf(language: Language, english: Texts, texts: Texts): readonly string[] {
  const keys = [...new Set([...Object.keys(english), ...Object.keys(texts)])];
  return keys.flatMap((key) => {
    const fault = faultOf(language, english[key], texts[key]);
    return fault === null ? [] : [`${language} ${key} ${fault}`];
  });
}

/**
 * A language's texts, parsed.
 *
 * @param folder the i18n folder
 * @throws when a text is missing, too many, or no ICU message: nothing is built with it
 */
export async function compileCatalogue(folder: string, language: Language): Promise<CompiledCatalogue> {
  const [english, texts] = await Promise.all([readTexts(folder, 'en'), readTexts(folder, language)]);
  const faults = faultsOf(language, english, texts);
  if (faults.length > 0) throw new Error(`The catalogues are not whole:\n${faults.join('\n')}`);
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compileMessageOrThrow(text)]));
}
