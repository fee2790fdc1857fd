/** The languages Ringside speaks. */
export type Language = 'en' | 'ru';

/**
 * The language to use: the agent's choice, or else the system's. Systems set to a language whose speakers
 * read Russian rather than English get Russian.
 *
 * @param systemLocale BCP 47, as Electron's app.getLocale() gives it
 */
export function languageFor(choice: 'system' | Language, systemLocale: string): Language {
  if (choice !== 'system') return choice;
  const primary = systemLocale.toLowerCase().split('-')[0] ?? '';
  return ['ru', 'be', 'kk', 'ky', 'uk', 'uz', 'tg'].includes(primary) ? 'ru' : 'en';
}
