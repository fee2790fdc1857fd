import type { Density } from '../state/density.ts';
import type { CallerView } from './popCaller.ts';
import type { PopPanel } from './popKeys.ts';

/** Which zones the pop has and how high they are: decided at first sight of a call and kept until it is put away. */
export interface PopLayout {
  /** Rows of people to choose from; 0: none. */
  readonly people: number;
  /** How high rows of people, deals and words are. */
  readonly density: Density;
  /** Rows of deals, 0 to 3. */
  readonly deals: number;
  /** Rows of the fields the agent chose to see, two a row. */
  readonly fields: number;
  /** The next task, and the last words. */
  readonly task: boolean;
  readonly words: boolean;
  /** What goes with the result, under the results. */
  readonly next: boolean;
  /** Results at the end, what was before until then. */
  readonly results: boolean;
  /** The keys of the phone, where it can do something. */
  readonly phone: boolean;
}

/** CSS pixels of rows, and of the last words with what is below them; one line of words where it is compact. */
const PERSON_HEIGHT = { comfortable: 40, compact: 32 };
const DEAL_HEIGHT = { comfortable: 28, compact: 24 };
const WORDS_HEIGHT = { comfortable: 44, compact: 28 };
const TASK_HEIGHT = 32;
const FIELD_HEIGHT = 24;
/** More people than fit scroll. */
const MOST_PEOPLE_HEIGHT = 160;
const MOST_DEALS = 3;
/** CSS pixels of the whole pop: what the phone's keys and the chosen fields need, deals give, then the last words, then the task. */
const MOST_HEIGHT = 560;
/** CSS pixels of what goes with the result, and of the row of the phone's keys. */
const NEXT_HEIGHT = 68;
export const PHONE_HEIGHT = 36;
/** Band, person, note, results, foot, and the room below the deals. */
const ALWAYS_HEIGHT = 36 + 92 + 56 + 112 + 28;

/** More than four would fill the screen with two lines each. */
export const isCompact = (people: number, density: Density): boolean => density === 'compact' || people > 4;

/** CSS pixels of the list of people. */
export function peopleHeight(people: number, density: Density): number {
  if (people === 0) return 0;
  if (people === 1) return 64;
  const row = PERSON_HEIGHT[isCompact(people, density) ? 'compact' : 'comfortable'];
  return Math.min(MOST_PEOPLE_HEIGHT, people * row);
}

/** CSS pixels of the deals, and of the last words. */
export const dealsHeight = ({ deals, density }: PopLayout): number =>
  deals === 0 ? 0 : deals * DEAL_HEIGHT[density] + 8;
export const fieldsHeight = ({ fields }: PopLayout): number => (fields === 0 ? 0 : fields * FIELD_HEIGHT + 8);
export const wordsHeight = ({ words, density }: PopLayout): number => (words ? WORDS_HEIGHT[density] : 0);

/**
 * @param view who is shown at first sight
 * @param choices how many there are to choose from
 * @param leads how many open deals they have
 * @param room CSS pixels the screen has for the pop; where it is low, deals go first, then the last words, then the task
 * @param phone whether the phone can do something with the call
 * @param wantedDensity as the agent has it; a number nobody is known by keeps its usual rows, for what can be done about it
 * @param wantedFields how many fields of a caller the agent chose to see
 */
export function layoutOf(
  view: CallerView['kind'],
  choices: number,
  leads: number,
  room: number,
  wantedDensity: Density = 'comfortable',
  phone = false,
  wantedFields = 0,
): PopLayout {
  const density = view === 'unknown' ? 'comfortable' : wantedDensity;
  const nothing = {
    density,
    people: 0,
    deals: 0,
    fields: 0,
    task: false,
    words: false,
    next: false,
    results: false,
    phone,
  };
  if (view === 'internal' || view === 'featureCode') return nothing;
  if (view === 'anonymous') return { ...nothing, results: true };
  if (choices > 0) return { ...nothing, people: choices, deals: phone ? 1 : 2, results: true };
  // Where nobody is known, the buttons are where the last words of somebody will be, which cannot be pressed.
  if (view === 'unknown') return { ...nothing, deals: 1, task: true, words: true, next: true, results: true };
  const wanted = view === 'known' ? Math.min(MOST_DEALS, Math.max(1, leads)) : 1;
  const deal = DEAL_HEIGHT[density];
  const always = ALWAYS_HEIGHT + (phone ? PHONE_HEIGHT : 0);
  // Where it is very low, what goes with the result is given in the form alone (F).
  const next = !phone || room - always - NEXT_HEIGHT >= deal + 8;
  const within = Math.min(room, MOST_HEIGHT);
  const between = within - always - (next ? NEXT_HEIGHT : 0);
  const fitting = Math.floor((between - deal - 8 - 8) / FIELD_HEIGHT);
  const chosen = view === 'several' ? 0 : Math.ceil(wantedFields / 2);
  const fields = Math.max(0, Math.min(chosen, fitting));
  const left = between - (fields === 0 ? 0 : fields * FIELD_HEIGHT + 8);
  const words = left >= WORDS_HEIGHT[density] + TASK_HEIGHT + deal + 8;
  const task = left >= TASK_HEIGHT + deal + 8;
  const forDeals = left - (words ? WORDS_HEIGHT[density] : 0) - (task ? TASK_HEIGHT : 0) - 8;
  const deals = Math.max(1, Math.min(wanted, Math.floor(forDeals / deal)));
  return { ...nothing, fields, deals, task, words, next, results: true };
}

/** CSS pixels this screen has for the pop, at the size everything is shown in. */
export function roomOfScreen({ outerWidth, innerWidth, screen }: Window): number {
  const larger = outerWidth > 0 && innerWidth > 0 ? outerWidth / innerWidth : 1;
  return Math.floor((screen.availHeight - 32) / larger);
}

/** CSS pixels between the caller and the note. */
export const upperHeight = (layout: PopLayout): number =>
  peopleHeight(layout.people, layout.density) +
  (layout.task ? 32 : 0) +
  fieldsHeight(layout) +
  dealsHeight(layout) +
  wordsHeight(layout);

/** What is open stands above the note, which stays with the results; other steps take their room too. */
export const keepsNote = (panel: PopPanel): boolean =>
  panel === 'none' || panel === 'form' || panel === 'script';

/** CSS pixels of what is open: just what the zones it stands for had. */
export function panelHeight(layout: PopLayout, panel: PopPanel): number {
  const upper = upperHeight(layout);
  if (panel === 'form') return upper + (layout.next ? NEXT_HEIGHT : 0);
  return keepsNote(panel) ? upper : upper + lowerHeight(layout);
}

/** CSS pixels of the note, the results and what goes with them. */
const lowerHeight = (layout: PopLayout): number => 56 + (layout.results ? 112 : 0) + (layout.next ? 68 : 0);
