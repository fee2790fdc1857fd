import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { en } from './en.ts';
import type { enCalls } from './enCalls.ts';
import type { enAccounts } from './enAccounts.ts';
import type { enNews } from './enNews.ts';
import type { enSettings } from './enSettings.ts';
import type { enViews } from './enViews.ts';
import { ru } from './ru.ts';

/** The languages a window can speak (BCP 47), as `app.info` decides them. */
export type Language = 'en' | 'ru';

/** The messages of the first scripts, and those that come with the account window's other views. */
type English = typeof en &
  typeof enViews &
  typeof enCalls &
  typeof enSettings &
  typeof enAccounts &
  typeof enNews;
export type MessageKey = keyof English;

type NameIn<Inside extends string> = Inside extends `${infer Name},${string}` ? Name : Inside;
/** Words inside a plural branch are no arguments: they hold a blank or a `#`. */
type ArgumentName<Word extends string> = Word extends '' | `${string} ${string}` | `${string}#${string}`
  ? never
  : Word;

/** The argument names of an ICU message, read from its English text. */
type ArgumentsOf<
  Message extends string,
  Found = never,
> = Message extends `${string}{${infer Inside}}${infer Rest}`
  ? ArgumentsOf<Rest, Found | ArgumentName<NameIn<Inside>>>
  : Found;

type Values<Key extends MessageKey> = Readonly<Record<ArgumentsOf<English[Key]> & string, string | number>>;

/** Messages without arguments, for tables of labels. */
export type PlainMessageKey = {
  [Key in MessageKey]: [ArgumentsOf<English[Key]>] extends [never] ? Key : never;
}[MessageKey];

/** Gives the text of a message. Messages with arguments want exactly those. */
export type Translate = <Key extends MessageKey>(
  key: Key,
  ...values: [ArgumentsOf<English[Key]>] extends [never] ? [] : [values: Values<Key>]
) => string;

const catalogues: Record<Language, Readonly<Partial<Record<MessageKey, string>>>> = { en, ru };

/** Adds messages that are not in the first script of a window; needed before a component that says them. */
export function addMessages(
  language: Language,
  messages: Readonly<Partial<Record<MessageKey, string>>>,
): void {
  catalogues[language] = { ...catalogues[language], ...messages };
}

/**
 * The translator of one language. A message is compiled when it is first used, so that a window
 * pays only for the messages it shows.
 */
export function createTranslate(language: Language): Translate {
  const i18n = setupI18n({ locale: language, messages: { [language]: {} } });
  const compiled = new Set<MessageKey>();
  return (key, ...values) => {
    if (!compiled.has(key)) {
      i18n.load(language, { [key]: compileMessage(catalogues[language][key] ?? key) });
      compiled.add(key);
    }
    return i18n._(key, values[0]);
  };
}
