import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import type { PhoneNumber } from './phoneNumber.ts';

/**
 * The one gate to the phone. What is dialled leaves here and nowhere else: the type cannot be made otherwise, so every
 * way out (sources, the agent's command, the system) takes only what has passed. Strangers write numbers of the CRM,
 * callers, links and pages: those pass as numbers alone, never as a code that would forward the agent's calls or lock
 * their phone. Pure.
 */

declare const passed: unique symbol;

/** A plus with digits, or what the agent confirmed as a code. Nothing a protocol, a shell or a link could read otherwise. */
export type DialString = string & { readonly [passed]: true };

const NUMBER = /^\+?\d{1,20}$/u;
const CODE = /^[*#][\d*#+]{1,31}$/u;

/** A number of anybody: external or of the own exchange. `badNumber` for codes, withheld callers and names. */
export function gateNumber(number: PhoneNumber): Result<DialString, 'badNumber'> {
  const { kind, e164, digits, display, raw } = number;
  if (kind !== 'external' && kind !== 'internal') return fail('badNumber');
  if (e164 !== null) return through(e164, NUMBER);
  // Where it was not understood, only a plain spelling is a number: what else stands there may be meant as a code.
  const isPlain = kind === 'internal' ? /^[\d\s().-]+$/u.test(display) : !/[*#]/u.test(raw);
  return isPlain ? through(digits, NUMBER) : fail('badNumber');
}

/** What a code does, for the question before it is dialled. `code` where nobody but the exchange knows. */
export type CodeMeaning = 'forward' | 'forwardOff' | 'hideNumber' | 'barring' | 'waiting' | 'ask' | 'code';

export interface FeatureCode {
  readonly text: DialString;
  readonly meaning: CodeMeaning;
}

/** A code the agent typed: to be dialled only after they said yes to what it is. `badNumber` when it is none. */
export function gateCode(number: PhoneNumber): Result<FeatureCode, 'badNumber'> {
  if (number.kind !== 'featureCode') return fail('badNumber');
  const text = through(number.display.replace(/[\s().-]/gu, ''), CODE);
  return text.ok ? ok({ text: text.value, meaning: meaningOf(text.value) }) : text;
}

/** 3GPP TS 22.030 for those with a hash, the North American ones without. */
function meaningOf(code: string): CodeMeaning {
  const [, action = '', service = ''] = /^([*#]{1,2})(\d{2,3})/u.exec(code) ?? [];
  if (code.startsWith('*#')) return 'ask';
  if (
    ['21', '61', '62', '67', '002', '004'].includes(service) &&
    /[*#]$|\*\d/u.test(code.slice(action.length))
  ) {
    return action.startsWith('#') ? 'forwardOff' : 'forward';
  }
  if (['33', '35', '330', '331', '332', '351'].includes(service)) return 'barring';
  if (service === '43') return 'waiting';
  if (service === '31') return 'hideNumber';
  if (action === '*') {
    if (['72', '90', '92', '68'].includes(service)) return 'forward';
    if (['73', '91', '93'].includes(service)) return 'forwardOff';
    if (['67', '82'].includes(service)) return 'hideNumber';
  }
  return 'code';
}

function through(text: string, pattern: RegExp): Result<DialString, 'badNumber'> {
  return isPassed(text, pattern) ? ok(text) : fail('badNumber');
}

function isPassed(text: string, pattern: RegExp): text is DialString {
  return pattern.test(text);
}
