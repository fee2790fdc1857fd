/** What a team says in a call. */
export const enScripts = {
  'script.open': 'Call script (L)',
  'pop.keysScript': 'Enter answers · L back',
  'script.title': 'Call script',
  'script.none': 'There is no script for calls about this deal.',
  'script.goes': 'Goes into “{field}”',
  'script.notTaken': 'The CRM did not take this for “{field}”. The account’s window says why.',
  'script.trouble.oddPlace': 'What stands in braces is no field: the answer goes into the note.',
  'script.trouble.unknownField': 'The CRM has no such field: the answer goes into the note.',
  'script.trouble.wrongType': 'The field cannot hold these answers: they go into the note.',
  'script.trouble.noteFull':
    'The note has no room for this answer. Make the note shorter, then answer again.',
  'script.trouble.nobody': 'Nobody and no deal to put this to: the answer goes into the note.',
} as const;
