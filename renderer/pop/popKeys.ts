import type { PhoneStep } from '../call/phone/phoneStep.ts';
import { choiceOfKey, resultChoices } from '../call/disposition/resultChoices.ts';
import type { GivenResult, ResultChoice } from '../call/disposition/resultChoices.ts';
import type { CallControlName } from '../../preload/constants.ts';
import { digitOf, isChord, isUndoChord, letterOf, type KeyPress } from '../ui/keyboard.ts';

/** What the pop shows at the moment of a key. */
export interface PopKeyContext {
  readonly panel: PopPanel;
  /** True when results may be given: digits are results then, and letters choose who it was. */
  readonly takesResult: boolean;
  /** True until the call has ended: the agent may say that it has. */
  readonly live: boolean;
  readonly undoable: boolean;
  /** Matches that may be chosen; 0 when there is nothing to choose. */
  readonly choices: number;
  readonly mayCreate: boolean;
  readonly calls: number;
  /** Accounts the call may be moved to; 0 when it may not. */
  readonly others: number;
  /** Open deals that the call can be saved to. */
  readonly leads: number;
  /** A task of the caller's is shown, which can be ended. */
  readonly hasTask: boolean;
  /** Somebody is shown who may have been spoken to before. */
  readonly hasPast?: boolean;
  /** Fields of the caller are shown. */
  readonly hasFields?: boolean;
  /** The team says something in such calls. */
  readonly hasScript?: boolean;
  /** A task and a stage can go with the result. */
  readonly mayPlan: boolean;
  /** The result that fits, or the one that is given: saved by Ctrl+Enter. Null for none. */
  readonly likely: GivenResult | null;
  /** The results with their keys; without: the seven of the CRM. */
  readonly results?: readonly ResultChoice[];
  /** What the phone can do with the call now; absent where it can do nothing. */
  readonly phone?: readonly CallControlName[];
  /** A colleague is asked before the caller is put through. */
  readonly consulting?: boolean;
}

export type PopPanel =
  'none' | 'search' | 'create' | 'form' | 'move' | 'past' | 'field' | 'transfer' | 'script';

export type PopAction =
  | {
      readonly do:
        | 'hide'
        | 'leaveField'
        | 'closePanel'
        | 'note'
        | 'over'
        | 'search'
        | 'create'
        | 'form'
        | 'open'
        | 'move'
        | 'undo'
        | 'nextCall'
        | 'planTask'
        | 'planStage'
        | 'taskDone'
        | 'moreLeads'
        | 'past'
        | 'fields'
        | 'script';
    }
  | { readonly do: 'phone'; readonly step: PhoneStep }
  | { readonly do: 'choose' | 'lead'; readonly index: number }
  | ({ readonly do: 'result' } & GivenResult);

/**
 * What a key does. One rule keeps digits from ever meaning two things: until the call has ended they
 * choose the caller, after that they are results; letters choose the caller at any time. `typing`: the
 * cursor is in a text field, where all but Esc is text.
 */
export function popAction(press: KeyPress, context: PopKeyContext, typing: boolean): PopAction | null {
  if (press.key === 'Tab' && press.ctrlKey) return context.calls > 1 ? { do: 'nextCall' } : null;
  if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) return save(context);
  if (press.key === 'Escape') return { do: escape(context, typing) };
  if (typing) return null;
  // The form is filled in beside the results: a digit still gives one, and saves it with the form.
  if (context.panel === 'form') return context.takesResult ? result(press, context) : null;
  // Beside the script the call goes on: its note and results are there.
  if (context.panel === 'script') return besideScript(press, context);
  if (context.panel !== 'none') return null;
  if (isUndo(press)) return context.undoable ? { do: 'undo' } : null;
  if (isChord(press)) return null;
  return command(press, context) ?? digit(press, context) ?? letter(press, context);
}

const isUndo = (press: KeyPress): boolean => isUndoChord(press) || press.key === 'Backspace';

function besideScript(press: KeyPress, context: PopKeyContext): PopAction | null {
  if (isUndo(press)) return context.undoable ? { do: 'undo' } : null;
  const pressed = letterOf(press);
  if (pressed === 'l') return { do: 'closePanel' };
  if (pressed === 'n') return { do: 'note' };
  return context.takesResult ? result(press, context) : null;
}

/** Saves all there is from anywhere, from a field too. */
function save({ takesResult, panel, likely }: PopKeyContext): PopAction | null {
  const isOpen = panel === 'none' || panel === 'form' || panel === 'script';
  return takesResult && isOpen && likely !== null ? { do: 'result', ...likely } : null;
}

/** Letters that choose a deal, where there is no caller to choose by them. */
const LEAD_LETTERS = ['a', 'b', 'c'];

/** The letter that chooses the match at a place: A for the first. */
export function choiceLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function escape(context: PopKeyContext, typing: boolean): 'leaveField' | 'closePanel' | 'hide' {
  if ((context.panel === 'form' || context.panel === 'script') && typing) return 'leaveField';
  if (context.panel !== 'none') return 'closePanel';
  return typing ? 'leaveField' : 'hide';
}

function command(press: KeyPress, context: PopKeyContext): PopAction | null {
  if (press.key === '/' || press.code === 'NumpadDivide') return { do: 'search' };
  if (press.key === '+') return context.mayCreate ? { do: 'create' } : null;
  // A Russian keyboard has its slash elsewhere; the place of the Latin one works too.
  if (press.code === 'Slash' && !press.shiftKey) return { do: 'search' };
  return null;
}

function digit(press: KeyPress, context: PopKeyContext): PopAction | null {
  if (context.takesResult) return result(press, context);
  const pressed = digitOf(press);
  if (pressed === null) return null;
  return pressed <= context.choices ? { do: 'choose', index: pressed - 1 } : null;
}

const USUAL = resultChoices(null, { account: '', line: null }, null);

/** The result whose key this is: a digit, or one of the letters that mean nothing else (OUTCOME_KEYS). */
function result(press: KeyPress, { results = USUAL }: PopKeyContext): PopAction | null {
  const choice = choiceOfKey(results, press);
  return choice === null ? null : { do: 'result', ...choice.given };
}

function letter(press: KeyPress, context: PopKeyContext): PopAction | null {
  const pressed = letterOf(press);
  if (pressed === null) return null;
  if (pressed === 'n') return { do: 'note' };
  if (pressed === 'o') return { do: 'open' };
  const step = isChoice(pressed, context) ? null : phoneStep(pressed, context);
  if (step !== null) return { do: 'phone', step };
  if (pressed === 'e' && context.live && !isChoice(pressed, context)) return { do: 'over' };
  if (pressed === 'm') return context.others > 0 ? { do: 'move' } : null;
  if (pressed === 'f' && context.takesResult && !isChoice(pressed, context)) return { do: 'form' };
  if (isChoice(pressed, context)) return { do: 'choose', index: placeOf(pressed) };
  return plan(pressed, context);
}

/** The keys of the phone, by letter: the same as PhoneKeys.tsx shows on them. */
function phoneStep(pressed: string, { phone = [], consulting = false }: PopKeyContext): PhoneStep | null {
  const can = (name: CallControlName, step: PhoneStep): PhoneStep | null =>
    phone.includes(name) ? step : null;
  switch (pressed) {
    case 'y':
      return can('answer', 'answer');
    case 'h':
      return can('hold', 'hold');
    case 'u':
      return can('mute', 'mute');
    case 'p':
      return can('park', 'park');
    case 'r':
      return consulting ? can('consult', 'complete') : can('transfer', 'transfer');
    case 'k':
      return consulting
        ? can('consult', 'cancel')
        : (can('transfer', 'colleagues') ?? can('consult', 'colleagues'));
    case 'e':
      return can('hangUp', 'hangUp');
    default:
      return null;
  }
}

/** What goes with the call: its deal, the task that was due, the next one, the next stage. */
function plan(
  pressed: string,
  { leads, choices, mayPlan, hasTask, hasPast = false, hasFields = false, hasScript = false }: PopKeyContext,
): PopAction | null {
  if (pressed === 'i') return hasPast ? { do: 'past' } : null;
  if (pressed === 'j') return hasFields ? { do: 'fields' } : null;
  if (pressed === 'l') return hasScript ? { do: 'script' } : null;
  if (pressed === 'x') return leads > 0 ? { do: 'moreLeads' } : null;
  if (pressed === 'd') return hasTask ? { do: 'taskDone' } : null;
  if (pressed === 't') return mayPlan ? { do: 'planTask' } : null;
  if (pressed === 'g') return mayPlan ? { do: 'planStage' } : null;
  const index = choices === 0 && LEAD_LETTERS.includes(pressed) ? placeOf(pressed) : leads;
  return index < leads ? { do: 'lead', index } : null;
}

const placeOf = (letter: string): number => letter.charCodeAt(0) - 'a'.charCodeAt(0);

/** E is the fifth caller where there are five to choose from, F the sixth. */
const isChoice = (letter: string, { choices }: PopKeyContext): boolean =>
  placeOf(letter) < Math.min(choices, 9);
