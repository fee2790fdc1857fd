import path from 'node:path';
import { LANGUAGE_TAGS, type Language } from '../i18n/languages.ts';
import { createSpeaker, type Translate } from '../i18n/translate.ts';
import type { Speech } from '../main/common/language.ts';
import { compileCatalogue } from '../scripts/texts/catalogue.ts';

const catalogues = new Map(
  await Promise.all(
    LANGUAGE_TAGS.map(
      async (tag) =>
        [tag, await compileCatalogue(path.resolve(import.meta.dirname, '../i18n'), tag)] as const,
    ),
  ),
);

/** The compiled messages of a language, as they are in its catalogue. */
export const messagesIn = (language: Language) => catalogues.get(language) ?? {};

/** The translator of a language, with everything that it can say. */
export const speak = (language: Language, locale: string = language): Translate =>
  createSpeaker(language, messagesIn(language), locale).t;

/** What the main process speaks with. */
export const speechOf = (language: Language, locale: string = language): Speech => ({
  language: () => language,
  locale: () => locale,
  t: speak(language, locale),
  messagesOf: () => JSON.stringify(messagesIn(language)),
});
