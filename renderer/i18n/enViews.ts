/** English messages of the views that are read when they are first shown (account/views.tsx); the Russian ones have exactly these keys. */
export const enViews = {
  'keys.title': 'Keys',
  'keys.everywhere': 'Everywhere',
  'keys.inLists': 'In lists',
  'keys.inCalls': 'In the calls',
  'keys.views': 'The views, from calls to settings',
  'keys.search': 'Search people, companies, deals and numbers',
  'keys.back': 'Back and forth',
  'keys.help': 'These keys',
  'keys.close': 'Leave a field, close a card',
  'keys.move': 'Up and down',
  'keys.open': 'Open, the keyboard goes on in the card',
  'keys.result': 'Result of the call',
  'keys.note': 'Note',
  'keys.showOnPop': 'Show the call on the pop',
  'keys.undo': 'Take a result back within ten seconds',
} as const;

/** Catalogue of any language: exactly the keys of the English one. */
export type ViewCatalogue = Readonly<Record<keyof typeof enViews, string>>;
