/** The settings' pages. */
export const enSettings = {
  'settings.pages': 'Pages',
  'settings.page.general': 'General',
  'settings.page.account': 'This account',
  'settings.page.telephony': 'Calls in the CRM',
  'settings.page.softphone': 'Softphone',
  'settings.page.news': 'CRM news',
  'settings.page.keys': 'Keys',
  'settings.page.export': 'Export',
  'settings.page.about': 'About',

  'settings.appearance': 'Language and appearance',
  'settings.language': 'Language',
  'settings.theme': 'Appearance',
  'settings.zoom': 'Size of everything',
  'settings.zoom.percent': '{zoom} %',
  'settings.language.system': 'As the system',
  'settings.theme.system': 'As the system',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.version': 'Ringside {version}',

  'startup.title': 'Start with the system',
  'startup.on': 'Start Ringside when I sign in to this computer',
  'startup.blocked':
    'Ringside is registered, but it is switched off in the settings of the system. Switch it on there.',
  'startup.unavailable': 'This Ringside is not installed, so the system cannot start it.',

  'data.title': 'Data',
  'data.what':
    'Calls, settings and the log are in one folder on this computer. Close Ringside before you change anything there.',
  'data.open': 'Open the data folder',

  'diagnostics.title': 'Diagnostics',
  'diagnostics.what':
    'A text file for whoever helps you: versions, settings, states, counts and the end of the log. Phone numbers, addresses, names and secrets are masked. It goes nowhere by itself.',
  'diagnostics.save': 'Save diagnostics',
  'diagnostics.saved': 'Saved:',
  'diagnostics.show': 'Show the file',
} as const;
