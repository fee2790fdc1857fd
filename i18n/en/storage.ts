/** The disk: what it refuses, and what copies of the journal hold. */
export const enStorage = {
  'storage.full':
    'The disk is full: calls and results cannot be saved. Make room on the disk of {path}; Ringside then goes on by itself.',
  'storage.locked':
    'Another program holds the call journal: calls and results cannot be saved. Close what works with {path} (a backup, a virus scanner, a database program); Ringside then goes on by itself.',
  'storage.readOnly':
    'The call journal may not be written: calls and results cannot be saved. Allow writing to {path} and its folder; Ringside then goes on by itself.',
  'storage.failing':
    'The disk gives errors: calls and results cannot be saved. Have the disk of {path} looked at; Ringside goes on by itself once it can be written.',
  'storage.kept':
    '{kept, plural, one {# entry waits} other {# entries wait}} in memory: leave Ringside open until this is gone.',
  'storage.settings.broken':
    'Your settings could not be read and were set back to the usual ones. The old file is kept as {path}.',
  'storage.settings.partly':
    'Some of your settings could not be understood and were set back to the usual ones; all others hold. The old file is kept as {path}.',
  'storage.settings.unreadable':
    'Your settings may not be read, so the usual ones apply and changes are not saved. Allow reading {path} and start Ringside again.',
  'storage.settings.unwritable':
    'Your settings cannot be saved: the disk is full, or {path} may not be written. They hold until Ringside is closed, and are saved as soon as that works.',
  'storage.outcomes.unreadable':
    'The results of your team may not be read, so the seven usual ones are offered. Allow reading {path}.',
  'storage.outcomes.notJson':
    'The results of your team cannot be used, so the seven usual ones are offered: {path} is no JSON. Ask whoever gave you the file.',
  'storage.outcomes.wrong':
    'The results of your team cannot be used, so the seven usual ones are offered: “{where}” is not right in {path}. Ask whoever gave you the file.',
  'storage.outcomes.twice':
    'The results of your team cannot be used, so the seven usual ones are offered: “{where}” is there twice in {path}. Ask whoever gave you the file.',
  'storage.scripts.unreadable': 'A call script may not be read, so it is not shown. Allow reading {path}.',
  'storage.scripts.text': 'A call script is not shown: {path} is no text in UTF-8. Save it again as UTF-8.',
  'storage.scripts.tooLarge':
    'A call script is not shown: {path} is longer than 32 KB. Divide it, for example by line.',
  'storage.scripts.wrong':
    'A call script is not shown: “{where}” is not right in {path}. Ask whoever gave you the file.',
  'storage.scripts.twice':
    'Two call scripts are for the same calls, which show {where} and not {path}. Give one of them other lines or pipelines.',
  'storage.scripts.tooMany':
    'Only the first {where} call scripts are read; {path} and those after it are not. Take away what is not needed.',
  'storage.scripts.more':
    '{more, plural, one {# more call script has} other {# more call scripts have}} something wrong.',
  'storage.seen': 'All right',
  'aside.title': 'Earlier call journals',
  'aside.what':
    'Ringside copies the call journal each day, and keeps one that could not be read. Calls, results and notes in them that are missing here can be brought back, for accounts that are signed in here. The CRM is asked first, so that nothing gets there twice; what you undid or discarded here stays so.',
  'aside.of': 'Could not be read, {time}:',
  'aside.copyOf': 'Daily copy, {time}:',
  'aside.size': '{megabytes} MB',
  'aside.holds':
    '{calls, plural, one {# call without a result} other {# calls without a result}}, {writes, plural, one {# entry not sent} other {# entries not sent}}',
  'aside.unreadable': 'Nothing in it can be read. Keep it for whoever looks after your computer.',
  'aside.recoverUnsent': 'Bring back',
  'aside.done': 'Brought back {time}.',
  'aside.nothing':
    'Nothing was brought back: all of it is here already, was discarded here, or belongs to accounts that are not signed in here.',
  'aside.brought':
    '{calls, plural, one {# call} other {# calls}} and {writes, plural, one {# entry} other {# entries}} brought back. What waits is sent now.',
} as const;
