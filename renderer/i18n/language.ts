import { createStore } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { createFormat, type Format } from './format.ts';
import { createTranslate, type Language, type Translate } from './translate.ts';

/** What a component needs to speak: the translator and the formats of the current language. */
interface Speech {
  readonly language: Language;
  readonly t: Translate;
  readonly format: Format;
}

const speech = new Map<Language, Speech>();

function speechOf(language: Language): Speech {
  const known = speech.get(language);
  if (known) return known;
  const made = { language, t: createTranslate(language), format: createFormat(language) };
  speech.set(language, made);
  return made;
}

const current = createStore<Speech>(speechOf('en'));

/** Switches every component of this window to a language (from `app.info`). */
export function setLanguage(language: Language): void {
  current.set(speechOf(language));
  document.documentElement.lang = language;
}

/** The current language with its translator and formats; renders again when it changes. */
export function useLanguage(): Speech {
  return useStore(current);
}

/**
 * Says something unheard in the language this window will probably speak: the engine's formats for numbers,
 * plurals and times cost some 10 ms when they are first used. For a moment in which a window only waits.
 */
export function warmUpSpeech(): void {
  const { t, format } = speechOf(navigator.language.startsWith('ru') ? 'ru' : 'en');
  t('account.allIn', { total: 2 });
  format.time(Date.now());
}
