import { setupI18n, type Messages } from '@lingui/core';
import type { en } from './en.ts';
import { messages as english } from './en.ts?compiled';
import type { enCalls } from './enCalls.ts';
import type { enAccounts } from './enAccounts.ts';
import type { enWebhooks } from './enWebhooks.ts';
import type { enRouting } from './enRouting.ts';
import type { enPhones } from './enPhones.ts';
import type { enSettings } from './enSettings.ts';
import type { enShell } from './enShell.ts';
import type { enStorage } from './enStorage.ts';
import type { enTelephony } from './enTelephony.ts';
import type { enViews } from './enViews.ts';
import { messages as russian } from './ru.ts?compiled';

/** The languages a window can speak (BCP 47), as `app.info` decides them. */
export type Language = 'en' | 'ru';

/** The messages of the first scripts, and those that come with the account window's other views. */
type English = typeof en &
  typeof enViews &
  typeof enCalls &
  typeof enSettings &
  typeof enTelephony &
  typeof enStorage &
  typeof enPhones &
  typeof enAccounts &
  typeof enRouting &
  typeof enShell &
  typeof enWebhooks;
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

const speakers = {
  en: setupI18n({ locale: 'en', messages: { en: english } }),
  ru: setupI18n({ locale: 'ru', messages: { ru: russian } }),
};

/**
 * Adds messages that are not in the first script of a window; needed before a component that says them.
 *
 * @param messages compiled, as `import { messages } from 'enViews.ts?compiled'` gives them
 */
export function addMessages(language: Language, messages: Messages): void {
  speakers[language].load(language, messages);
}

/** The translator of one language. */
export function createTranslate(language: Language): Translate {
  const speaker = speakers[language];
  return (key, ...values) => speaker._(key, values[0]);
}
