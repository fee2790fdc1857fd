/** English messages of the settings' pages about keys, files, and Ringside itself. The Russian ones have exactly these keys. */
export const enShell = {
  'globalKeys.title': 'Keys that work in any program',
  'globalKeys.explain':
    'They reach Ringside while another program has the keyboard. Windows have keys of their own, which they show; press ? in an account’s window for all of them.',
  'globalKeys.name.pop': 'Give the pop the keyboard',
  'globalKeys.name.results': 'Give the result, with a digit 1 to 7',
  'globalKeys.name.selection': 'Take a selected number',
  'globalKeys.when.pop': 'Held while a pop is up.',
  'globalKeys.when.results': 'Held while an ended call waits for its result.',
  'globalKeys.when.selection': 'Held all the time.',
  'globalKeys.off': 'Off',
  'globalKeys.andDigit': '{keys} + digit',
  'globalKeys.change': 'Change',
  'globalKeys.changeOf': 'Change: {name}',
  'globalKeys.switchOff': 'Switch off',
  'globalKeys.switchOffOf': 'Switch off: {name}',
  'globalKeys.usual': 'Usual keys',
  'globalKeys.usualOf': 'Usual keys: {name}',
  'globalKeys.press': 'Press the keys. Esc cancels.',
  'globalKeys.pressDigit': 'Press the keys with a digit. Esc cancels.',
  'globalKeys.needsModifier':
    'With Ctrl, Alt or the system key: a key alone would be missing in every other program.',
  'globalKeys.problem.same': 'The same keys are set for “{rival}”. Only one of the two gets them.',
  'globalKeys.problem.taken': 'The system or another program has these keys. Choose others.',
  'globalKeys.problem.typing':
    'For Windows, Ctrl+Alt is AltGr: many keyboards type @ or # with these keys, and Ringside would swallow it. Choose others.',
  'globalKeys.problem.unusable': 'These are no keys Ringside can hold. Choose others.',

  'export.title': 'Calls as a file',
  'export.explain':
    'A table for Excel and other spreadsheets: times, numbers, callers, results and notes. It holds your customers’ data: keep it where others cannot read it.',
  'export.account': 'Account',
  'export.from': 'From',
  'export.to': 'To',
  'export.save': 'Save the table',
  'export.saved': '{calls, plural, one {# call} other {# calls}} saved:',
  'export.noCalls': 'There are no calls on these days.',
  'export.wrongDays': 'The first day is after the last one.',

  'updates.title': 'Updates',
  'updates.off.unpackaged': 'This Ringside runs from its source code; it is updated there.',
  'updates.off.noFeed':
    'This Ringside was built without a place to look for updates. Ask whoever gave it to you.',
  'updates.off.bySystem': 'This Ringside was installed by the system, which updates it too.',
  'updates.idle': 'This is the newest version.',
  'updates.never': 'Not looked for yet.',
  'updates.checkedAt': 'Looked for {time}.',
  'updates.checking': 'Looking for a newer version…',
  'updates.waiting': 'Version {version} is there. It is fetched after the call.',
  'updates.downloading': 'Fetching version {version}: {percent} %',
  'updates.ready': 'Version {version} is ready. It is installed when you close Ringside.',
  'updates.failed.unreachable': 'The place for updates could not be reached. It is tried again later.',
  'updates.failed.refused':
    'Version {version} was not what its publisher signed. It was thrown away; tell whoever looks after your computer.',
  'updates.failed.badFeed': 'The place for updates answered something that is no update.',
  'updates.busy': 'During a call, and until it has its result, nothing is fetched or installed.',
  'updates.check': 'Look now',
  'updates.restart': 'Restart now',
  'updates.later': 'Later',

  'licences.title': 'Licences',
  'licences.what': 'Ringside is made with the work of many others.',
  'licences.show': 'Show the licences',
  'licences.chromium': 'Licences of Electron and Chromium',
  'licences.none': 'This package names its licence and brings no text.',
} as const;

/** Catalogue of any language: exactly the keys of the English one. */
export type ShellCatalogue = Readonly<Record<keyof typeof enShell, string>>;
