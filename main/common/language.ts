import { readFileSync } from 'node:fs';
import type { WindowKind } from '../../preload/contract.ts';
import { formatLocale, languageFor, type Language, type LanguageChoice } from '../../i18n/languages.ts';
import { createSpeaker, type CompiledMessages, type Translate } from '../../i18n/translate.ts';

/** What a window says when it starts, and what its other views say. */
export type TextsPart = 'first' | 'later';

/** What Ringside speaks: one language at a time, read when it is chosen. */
export interface Speech {
  readonly language: () => Language;
  /** Whose numbers and times are written (BCP 47). */
  readonly locale: () => string;
  /** Says a message of the main process itself, in the language of this moment. */
  readonly t: Translate;
  /** Compiled messages of a window, as the JSON text that the build wrote: it is parsed where it is said. */
  readonly messagesOf: (window: WindowKind, part: TextsPart) => string;
}

interface SpeechDeps {
  readonly choice: () => LanguageChoice;
  /** BCP 47, what the agent prefers first. */
  readonly systemLocales: () => readonly string[];
  /** Whose numbers and times the system writes. */
  readonly systemLocale: () => string;
  /** A built file: out/main/texts, out/renderer/texts. */
  readonly built: (...path: string[]) => string;
}

/** The speech of the main process, and what it hands to the windows. */
export function createSpeech({ choice, systemLocales, systemLocale, built }: SpeechDeps): Speech {
  const language = (): Language => languageFor(choice(), systemLocales());
  const locale = (): string => formatLocale(language(), systemLocale());
  const texts = (of: 'main' | 'renderer', name: string): string =>
    readFileSync(built(of, 'texts', language(), `${name}.json`), 'utf8');
  let spoken: { readonly language: Language; readonly locale: string; readonly t: Translate } | null = null;
  const speaker = (): Translate => {
    const now = { language: language(), locale: locale() };
    if (spoken?.language !== now.language || spoken.locale !== now.locale) {
      const messages = ['index', 'index-later'].map(
        (name) => JSON.parse(texts('main', name)) as CompiledMessages,
      );
      spoken = {
        ...now,
        t: createSpeaker(now.language, Object.assign({}, ...messages) as CompiledMessages, now.locale).t,
      };
    }
    return spoken.t;
  };
  return {
    language,
    locale,
    t: (key, ...values) => speaker()(key, ...values),
    messagesOf: (window, part) => texts('renderer', part === 'first' ? window : `${window}-later`),
  };
}
