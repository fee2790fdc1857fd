/**
 * The languages Ringside speaks: the one list. A language is a line here and its catalogue, `locales/<tag>.po`
 * (README.md). The first is the one everybody gets whose own is not there.
 */
export const LANGUAGES = [
  { tag: 'en', name: 'English', systems: ['en'] },
  // Whose speakers read Russian rather than English.
  { tag: 'ru', name: 'Русский', systems: ['ru', 'be', 'kk', 'ky', 'uk', 'uz', 'tg'] },
  // Latin America's; Spain's speakers, and those of its other languages, read it rather than English.
  { tag: 'es-419', name: 'Español (Latinoamérica)', systems: ['es', 'ca', 'gl', 'eu', 'gn', 'qu', 'ay'] },
  { tag: 'pt-BR', name: 'Português (Brasil)', systems: ['pt'] },
] as const satisfies readonly LanguageEntry[];

interface LanguageEntry {
  /** BCP 47; also the name of its catalogue. */
  readonly tag: string;
  /** What its speakers call it; the settings show this in every language. */
  readonly name: string;
  /** The languages (BCP 47, without region) that a system may be set to for this one to be chosen. */
  readonly systems: readonly string[];
}

export type Language = (typeof LANGUAGES)[number]['tag'];

export const LANGUAGE_TAGS = LANGUAGES.map(({ tag }) => tag);

/** The agent's choice of a language, as the settings keep it. */
export type LanguageChoice = 'system' | Language;

export const LANGUAGE_CHOICES: readonly LanguageChoice[] = ['system', ...LANGUAGE_TAGS];

/**
 * The language to use: the agent's choice, or else the first of the system's languages that chooses one of ours.
 *
 * @param systemLocales BCP 47, what the agent prefers first
 */
export function languageFor(choice: LanguageChoice, systemLocales: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const locale of systemLocales) {
    const system = locale.toLowerCase().split(/[-_]/u)[0] ?? '';
    const found = LANGUAGES.find(({ systems }) => systems.some((one) => one === system));
    if (found !== undefined) return found.tag;
  }
  return LANGUAGES[0].tag;
}

/**
 * The locale that numbers and times are written by: the system's own where it is one of the language (Spanish is
 * spoken with a decimal point in Mexico and with a comma in Argentina), else the language's.
 *
 * @param systemLocale BCP 47; only its language, script and region count. ICU calls a system without any
 *   `en-US-u-va-posix`, which would write numbers as programs do
 */
export function formatLocale(language: Language, systemLocale: string): string {
  try {
    const system = new Intl.Locale(systemLocale);
    if (system.language !== new Intl.Locale(language).language) return language;
    return [system.language, system.script, system.region].filter((part) => part !== undefined).join('-');
  } catch {
    return language;
  }
}
