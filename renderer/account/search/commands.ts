import type { PlainMessageKey } from '../../../i18n/translate.ts';

/** What can be done from the search, in the order it is offered. */
export const commandNames = [
  'newContact',
  'newDeal',
  'newTask',
  'missed',
  'calls',
  'contacts',
  'deals',
  'tasks',
  'numbers',
  'settings',
] as const;
export type CommandName = (typeof commandNames)[number];

export const commandLabels: Readonly<Record<CommandName, PlainMessageKey>> = {
  newContact: 'search.do.newContact',
  newDeal: 'search.do.newDeal',
  newTask: 'search.do.newTask',
  missed: 'search.do.missed',
  calls: 'search.do.calls',
  contacts: 'search.do.contacts',
  deals: 'search.do.deals',
  tasks: 'search.do.tasks',
  numbers: 'search.do.numbers',
  settings: 'search.do.settings',
};

/** The keys that do the same without the search. */
export const commandKeys: Readonly<Partial<Record<CommandName, string>>> = {
  calls: 'Alt+1',
  contacts: 'Alt+2',
  deals: 'Alt+3',
  tasks: 'Alt+4',
  numbers: 'Alt+7',
};

/** Whether each typed word begins a word of these; all fit an empty text, none a number. */
export function fitsWords(words: string, text: string): boolean {
  const asked = wordsOf(text);
  if (text.trim() !== '' && !/\p{L}/u.test(text)) return false;
  const own = wordsOf(words);
  return asked.every((word) => own.some((each) => each.startsWith(word)));
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
