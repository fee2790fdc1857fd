import { setupI18n, type Messages } from '@lingui/core';
import type { english } from './en.ts';
import type { Language } from './languages.ts';

type English = typeof english;
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

/** A part of a catalogue, parsed when the app was built. */
export type CompiledMessages = Messages;

/** Who speaks one language. */
export interface Speaker {
  readonly t: Translate;
  /** Adds messages that are needed later than the first ones. */
  readonly add: (messages: CompiledMessages) => void;
}

/**
 * Makes the speaker of one language.
 *
 * @param messages what it can say
 * @param locale whose numbers it writes (`formatLocale`)
 */
export function createSpeaker(language: Language, messages: CompiledMessages, locale: string): Speaker {
  const i18n = setupI18n();
  // A copy: it is added to.
  i18n.load(language, { ...messages });
  i18n.activate(language, [locale]);
  return {
    t: (key, ...values) => i18n._(key, values[0]),
    add(more) {
      i18n.load(language, more);
    },
  };
}
