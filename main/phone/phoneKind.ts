import { digitsOf } from './phoneCleaning.ts';

/** Step 2 of call-sources.md 2.3: only `external` numbers are looked up. */
export type PhoneKind = 'external' | 'internal' | 'anonymous' | 'featureCode';

/** What phones, PBXs and gateways say instead of a withheld number; +266696687 spells ANONYMOUS. */
const WITHHELD = new Set([
  '',
  '0',
  '-',
  's',
  '+266696687',
  '266696687',
  // UNAVAILABLE on a dial's letters.
  '86282452253',
  'anonymous',
  'anonymous.invalid',
  'unknown',
  'private',
  'private number',
  'restricted',
  'unavailable',
  'withheld',
  'hidden',
  'blocked',
  'no caller id',
  'no number',
  'not available',
  'out of area',
  'number withheld',
  'private caller',
  'none',
  'null',
  'n/a',
  'asterisk',
  'freeswitch',
  'anonyme',
  'masqué',
  'unbekannt',
  'anonym',
  'oculto',
  'privado',
  'desconocido',
  'número privado',
  'номер не определен',
  'номер не определён',
  'не определен',
  'не определён',
  'анонимный',
  'скрыт',
  'номер скрыт',
  'скрытый номер',
  'неизвестно',
  'неизвестный',
]);

/** A code of the exchange or the phone: it begins so, whatever a stranger put before it. */
const FEATURE_CODE = /^[^\p{L}\d*#]*[*#]|^\+?\d{1,4}[*#]+\d/u;
/** What exchanges fill an empty field with. */
const NO_NUMBER = /^0{7,}$/u;

/** Up to this many digits it is an extension or a service number (101, 112, 900): never formatted. */
const LONGEST_INTERNAL = 6;

/**
 * The class of a cleaned remote party.
 * @param extensions the agent's colleagues, where they are known to have longer numbers
 */
export function classify(remote: string, extensions: readonly string[]): PhoneKind {
  const bare = remote.replace(/^[<"'\s]+|[>"'\s]+$/gu, '').toLowerCase();
  if (WITHHELD.has(bare)) return 'anonymous';
  if (FEATURE_CODE.test(bare)) return 'featureCode';
  const digits = digitsOf(bare);
  if (NO_NUMBER.test(digits)) return 'anonymous';
  if (extensions.includes(bare) || (digits !== '' && extensions.includes(digits))) return 'internal';
  // A name without digits is a SIP user of the own exchange; signs alone are nobody.
  if (digits === '') return /\p{L}/u.test(bare) ? 'internal' : 'anonymous';
  return digits.length <= LONGEST_INTERNAL ? 'internal' : 'external';
}
