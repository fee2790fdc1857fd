/**
 * The names of everything a window may ask and hear, without schemas: the preload script of a
 * sandboxed window carries only this. contract.ts proves at compile time that it has a schema for
 * each name and nothing else.
 */
export const requestNames = {
  app: ['info', 'shown', 'copy'],
  accounts: [
    'list',
    'signInState',
    'signIn',
    'signInWithCode',
    'signInWithToken',
    'addAnother',
    'tryAgain',
    'startAnew',
    'change',
    'signOut',
    'removal',
    'exportCalls',
    'remove',
    'signInAgain',
    'tryDemo',
    'reopenBrowser',
    'cancelSignIn',
    'open',
  ],
  sync: ['state', 'pause', 'resume'],
  calls: [
    'today',
    'log',
    'undo',
    'setNote',
    'choose',
    'retry',
    'createContact',
    'finish',
    'get',
    'page',
    'missed',
    'counts',
    'formChoices',
    'copyNumber',
    'dial',
    'move',
  ],
  contacts: ['search', 'findDuplicates', 'openInCrm', 'change', 'create', 'page', 'card'],
  companies: ['page'],
  search: ['find'],
  leads: ['ofContact', 'openInCrm', 'create', 'change', 'page', 'board', 'card'],
  tasks: ['create', 'complete', 'move', 'page', 'counts'],
  notes: ['add'],
  dictionary: ['get'],
  writes: ['list', 'retry', 'edit', 'discard'],
  pop: ['snapshot', 'focusCall', 'show', 'hide', 'fit', 'painted'],
  settings: ['get', 'set', 'copyHookUrl', 'copyHookCommand'],
  sources: ['get', 'set', 'setDial'],
  offers: ['get', 'dial', 'dismiss'],
  links: ['get', 'take', 'set'],
  lines: ['get', 'assign', 'forget'],
  softphones: [
    'presets',
    'copyPreset',
    'openToNetwork',
    'microsip',
    'chooseMicrosip',
    'setUpMicrosip',
    'undoMicrosip',
  ],
} as const;

/** The facts main tells its windows of, one event each. */
export const eventNames = [
  'pop',
  'calls',
  'callGone',
  'accounts',
  'signIn',
  'sync',
  'settings',
  'writes',
  'callCounts',
  'cards',
  'sources',
  'offer',
  'lines',
] as const;

export type EventName = (typeof eventNames)[number];

/** The one IPC channel of a request, and of an event. Never exposed to a window. */
export const requestChannel = (group: string, name: string): string => `ringside:${group}.${name}`;
export const eventChannel = (name: EventName): string => `ringside:event.${name}`;
