/** English messages of the calls of every day, the after-call form and what the agent wrote; read with the views that say them. */
export const enCalls = {
  'history.none.all': 'No calls yet',
  'history.none.unlogged': 'Every call has its result',
  'history.none.waiting': 'Nothing waits for the CRM',
  'history.none.failed': 'Nothing failed',
  'history.noneBefore': 'No calls before this day',
  'history.total': '{total, plural, one {# call} other {# calls}}',
  'history.before': 'Calls up to',
  'history.newest': 'Back to the newest',

  'missed.none': 'Everybody who called was answered or called back',
  'missed.callers': '{count, plural, one {# caller waits} other {# callers wait}} for a call back',
  'missed.times': '{times, plural, one {# missed call} other {# missed calls}}',
  'missed.closed': 'Called back',
  'missed.copy': 'Copy number',
  'missed.copied': 'Copied',
} as const;

/** Catalogue of any language: exactly the keys of the English one. */
export type CallsCatalogue = Readonly<Record<keyof typeof enCalls, string>>;
