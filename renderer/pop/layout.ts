import type { CallerView } from './popCaller.ts';

/** Which zones the pop has and how high they are: decided at first sight of a call and kept until it is put away. */
export interface PopLayout {
  /** Rows of people to choose from; 0: none. */
  readonly people: number;
  /** Rows of deals, 0 to 3. */
  readonly deals: number;
  /** The next task, and the last words. */
  readonly task: boolean;
  readonly words: boolean;
  /** What goes with the result, under the results. */
  readonly next: boolean;
  /** Results at the end, what was before until then. */
  readonly results: boolean;
}

/** CSS pixels a row of people takes; past so many they scroll. */
const PERSON_HEIGHT = 40;
const COMPACT_HEIGHT = 32;
const MOST_PEOPLE_HEIGHT = 160;
const MOST_DEALS = 3;
const DEAL_HEIGHT = 28;
/** Band, person, note, results, foot, and the room below the deals. */
const ALWAYS_HEIGHT = 36 + 92 + 56 + 112 + 28;

/** More than four would fill the screen with two lines each. */
export const isCompact = (people: number): boolean => people > 4;

/** CSS pixels of the list of people. */
export function peopleHeight(people: number): number {
  if (people === 0) return 0;
  if (people === 1) return 64;
  return Math.min(MOST_PEOPLE_HEIGHT, people * (isCompact(people) ? COMPACT_HEIGHT : PERSON_HEIGHT));
}

/**
 * @param view who is shown at first sight
 * @param choices how many there are to choose from
 * @param leads how many open deals they have
 * @param room CSS pixels the screen has for the pop; where it is low, deals go first, then the last words, then the task
 */
export function layoutOf(view: CallerView['kind'], choices: number, leads: number, room: number): PopLayout {
  const nothing = { people: 0, deals: 0, task: false, words: false, next: false, results: false };
  if (view === 'internal' || view === 'featureCode') return nothing;
  if (view === 'anonymous') return { ...nothing, results: true };
  if (choices > 0) return { ...nothing, people: choices, deals: 2, results: true };
  // Where nobody is known, the buttons are where the last words of somebody will be, which cannot be pressed.
  if (view === 'unknown') return { people: 0, deals: 1, task: true, words: true, next: true, results: true };
  const wanted = view === 'known' ? Math.min(MOST_DEALS, Math.max(1, leads)) : 1;
  const left = room - ALWAYS_HEIGHT - 68;
  const words = left >= 44 + 32 + DEAL_HEIGHT + 8;
  const task = left >= 32 + DEAL_HEIGHT + 8;
  const forDeals = left - (words ? 44 : 0) - (task ? 32 : 0) - 8;
  const deals = Math.max(1, Math.min(wanted, Math.floor(forDeals / DEAL_HEIGHT)));
  return { people: 0, deals, task, words, next: true, results: true };
}

/** CSS pixels this screen has for the pop, at the size everything is shown in. */
export function roomOfScreen({ outerWidth, innerWidth, screen }: Window): number {
  const larger = outerWidth > 0 && innerWidth > 0 ? outerWidth / innerWidth : 1;
  return Math.floor((screen.availHeight - 32) / larger);
}
