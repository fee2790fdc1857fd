import type { Call } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** Who it was, as a list says it: the name, or the number in its place. */
export function callerWords(t: Translate, call: Call): { readonly name: string; readonly number: string } {
  const number = clip(call.number.display, 60) || t('call.withheld');
  const name = call.chosen?.name ?? call.callerName;
  return name === null ? { name: number, number: '' } : { name: clip(name), number };
}

/** The direction of a call in words, for those who do not see its drawing. */
export function directionWords(t: Translate, call: Call): string {
  if (call.direction === 'outbound') return t('call.outbound');
  return t(call.endReason === 'missed' ? 'call.missedIn' : 'call.inbound');
}
