import { join } from 'node:path';
import { app } from 'electron';
import type { LanguageChoice } from '../../i18n/languages.ts';
import { createSpeech, type Speech } from '../common/language.ts';

/**
 * The speech of this application, on this system; after `ready`. `--lang` (Chromium's own switch) stands for all that the
 * system says.
 */
export function createAppSpeech(choice: () => LanguageChoice): Speech {
  const given = app.commandLine.getSwitchValue('lang');
  return createSpeech({
    choice,
    systemLocales: () => (given === '' ? [...app.getPreferredSystemLanguages(), app.getLocale()] : [given]),
    systemLocale: () => (given === '' ? app.getSystemLocale() : given),
    built: (...path) => join(app.getAppPath(), 'out', ...path),
  });
}
