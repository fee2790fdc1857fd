import { formats } from '@lingui/core';
import { formatLocale, languageFor, type Language } from '../../i18n/languages.ts';
import { createSpeaker, type CompiledMessages, type Speaker, type Translate } from '../../i18n/translate.ts';
import { createStore } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { createFormat, type Format } from './format.ts';

/** What a component needs to speak: the translator and the formats of the current language. */
interface Speech {
  /** BCP 47: how numbers and times are written. */
  readonly locale: string;
  readonly t: Translate;
  readonly format: Format;
}

const made = new Map<string, Format>();

/** Each costs milliseconds: what was warmed up is what is spoken with. */
function formatOf(locale: string): Format {
  const format = made.get(locale) ?? createFormat(locale);
  made.set(locale, format);
  return format;
}

let language: Language | null = null;
let speaker: Speaker = createSpeaker('en', {}, 'en');
const current = createStore<Speech>({ locale: 'en', t: speaker.t, format: formatOf('en') });

/** The language of this window; null until main has told. */
export const spokenLanguage = (): Language | null => language;

/** Switches every component of this window to a language (from `app.info`). */
export function setLanguage(next: Language, locale: string, messages: CompiledMessages): void {
  if (next === language && locale === current.get().locale) return;
  language = next;
  speaker = createSpeaker(next, messages, locale);
  current.set({ locale, t: speaker.t, format: formatOf(locale) });
  document.documentElement.lang = next;
}

/** Adds what the parts of this window say that are shown later. */
export function addMessages(messages: CompiledMessages): void {
  speaker.add(messages);
}

/** The current language with its translator and formats; renders again when it changes. */
export function useLanguage(): Speech {
  return useStore(current);
}

/**
 * Makes what the language this window will probably speak needs of the engine: formats for numbers, plurals and times
 * cost some 10 ms when they are first used. For a moment in which a window only waits.
 */
export function warmUpSpeech(): void {
  const locale = formatLocale(languageFor('system', [navigator.language]), navigator.language);
  new Intl.PluralRules(locale).select(2);
  formats.number([locale], 2);
  formatOf(locale).time(Date.now());
}
