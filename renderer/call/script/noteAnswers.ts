import type { Call, ScriptQuestion } from '../../../preload/contract.ts';
import { LONGEST_NOTE, type NoteState } from '../../state/noteSaver.ts';

/**
 * Answers that go into the call's note: a line each, which is also what is read of it when the script is opened again. The note stays the
 * agent's: a line they wrote otherwise is no answer of the script's and is left alone.
 */

type Question = Pick<ScriptQuestion, 'kind' | 'question'> & { readonly options?: readonly string[] };

/** The answers a question can have: `1` of a checkbox. */
const answersOf = ({ kind, options = [] }: Question): readonly string[] =>
  kind === 'check' ? ['1'] : options;

function lineOf({ kind, question }: Question, answer: string): string {
  if (kind === 'check') return `✓ ${question}`;
  if (question === '') return `✓ ${answer}`;
  return /[:?？]$/u.test(question) ? `${question} ${answer}` : `${question}: ${answer}`;
}

/** What the note says to a question; null: nothing. Of a checkbox `1`. */
export function answerInNote(note: string, question: Question): string | null {
  const lines = new Set(note.split('\n').map((line) => line.trim()));
  return answersOf(question).find((answer) => lines.has(lineOf(question, answer))) ?? null;
}

/** As `withAnswer`; null where the note would be longer than may be. What takes nothing more can still be taken out. */
export function answeredNote(note: string, question: Question, answer: string | null): string | null {
  const next = withAnswer(note, question, answer);
  return answer !== null && next.length > LONGEST_NOTE ? null : next;
}

/** True when main keeps no more of the note: the call is in the CRM, or perhaps, as it said to the last text. */
export const takesNoAnswer = (log: Pick<Call['log'], 'state'>, note: NoteState): boolean =>
  log.state === 'logged' || note === 'tooLate';

/** The note with this answer instead of the one before; null takes it out. */
export function withAnswer(note: string, question: Question, answer: string | null): string {
  const own = new Set(answersOf(question).map((one) => lineOf(question, one)));
  const lines = note.split('\n');
  const at = lines.findIndex((line) => own.has(line.trim()));
  const others = lines.filter((line) => !own.has(line.trim()));
  if (answer === null) return others.join('\n').replace(/\n+$/u, '');
  const said = lineOf(question, answer);
  // In the place of the answer before; a new one after all that stands there.
  if (at >= 0) return others.toSpliced(at, 0, said).join('\n');
  const before = others.join('\n').replace(/\s+$/u, '');
  return before === '' ? said : `${before}\n${said}`;
}
