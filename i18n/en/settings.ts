/** The settings' pages. */
export const enSettings = {
  'settings.groups': 'Settings',
  'settings.group.account': 'Account',
  'settings.group.phone': 'Phone',
  'settings.group.calls': 'Calls and pop',
  'settings.group.notifications': 'Notifications',
  'settings.group.advanced': 'Advanced and administration',
  'settings.groupHelp.account': 'How Ringside looks and speaks on this computer, and your account.',
  'settings.groupHelp.phone': 'Which phone you use, its lines, and how numbers are dialled.',
  'settings.groupHelp.calls': 'What you see when the phone rings, and what is saved.',
  'settings.groupHelp.notifications': 'What the system tells you, and when nothing disturbs.',
  'settings.groupHelp.advanced': 'For administrators and for whoever helps you.',
  'settings.pageHelp.connect': 'Which phone do you use? Set it up and call yourself',
  'settings.pageHelp.softphone':
    'baresip, Asterisk, FreeSWITCH, Bria, and the address other phones report to',
  'settings.pageHelp.lines': 'Which account the calls of each line belong to',
  'settings.pageHelp.links': 'Links of web pages and selected text, dialled by one key',
  'settings.pageHelp.keys': 'Keys that work while another program is in front',
  'settings.pageHelp.news': 'The relay of your team, webhooks, administration',
  'settings.pageHelp.export': 'Calls as a table for spreadsheets',
  'settings.pageHelp.about': 'Version, updates, data folder, diagnostics, licences',
  'settings.search': 'Find a setting',
  'settings.searchNone': 'No setting has these words.',
  'settings.searchFound': '{count, plural, one {# setting} other {# settings}}',
  'settings.more': 'More',
  'settings.backTo': 'Back to {page}',

  'settings.page.softphone': 'Softphone',
  'settings.page.news': 'CRM news',
  'settings.page.keys': 'Keys',
  'settings.page.export': 'Export',
  'settings.page.about': 'About',

  'settings.version': 'Ringside {version}',

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
  'startup.title': 'Start with the system',
  'startup.help': 'Calls pop up from the first minute of the day',
} as const;
