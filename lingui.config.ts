import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';
import { LANGUAGE_TAGS } from './i18n/languages.ts';
import { englishSource } from './scripts/texts/englishSource.ts';

/** `npm run texts` brings each catalogue to what the English texts are: new keys empty, old ones gone (i18n/README.md). */
export default defineConfig({
  // English is the source, typed (i18n/en): it has no catalogue of its own.
  locales: LANGUAGE_TAGS.filter((tag) => tag !== 'en'),
  catalogs: [{ path: '<rootDir>/i18n/locales/{locale}', include: ['<rootDir>/i18n/en'] }],
  extractors: [englishSource],
  orderBy: 'messageId',
  format: formatter({
    explicitIdAsDefault: true,
    origins: false,
    printPlaceholdersInComments: false,
    // Files that change only when a text does.
    customHeaderAttributes: { 'POT-Creation-Date': '' },
  }),
});
