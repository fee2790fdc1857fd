/** English messages of the settings' pages, read with them. The Russian ones have exactly these keys. */
export const enSettings = {
  'settings.pages': 'Pages',
  'settings.page.general': 'General',
  'settings.page.account': 'This account',
  'settings.page.telephony': 'Calls in the CRM',
  'settings.page.softphone': 'Softphone',
  'settings.page.news': 'CRM news',
  'settings.page.about': 'About',

  'settings.appearance': 'Language and appearance',
  'settings.language': 'Language',
  'settings.theme': 'Appearance',
  'settings.language.system': 'As the system',
  'settings.language.en': 'English',
  'settings.language.ru': 'Русский',
  'settings.theme.system': 'As the system',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.version': 'Ringside {version}',

  'diagnostics.title': 'Diagnostics',
  'diagnostics.what':
    'A text file for whoever helps you: versions, settings, states, counts and the end of the log. Phone numbers, addresses, names and secrets are masked. It goes nowhere by itself.',
  'diagnostics.save': 'Save diagnostics',
  'diagnostics.saved': 'Saved:',
  'diagnostics.show': 'Show the file',
} as const;

/** Catalogue of any language: exactly the keys of the English one. */
export type SettingsCatalogue = Readonly<Record<keyof typeof enSettings, string>>;
