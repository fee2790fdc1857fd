import type { Call } from '../../../preload/contract.ts';
import { resultName } from '../../call/disposition/resultChoices.ts';
import { clip } from '../../i18n/format.ts';
import type { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import type { KnownCaller } from './useCallers.ts';
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

/** What came of a call, in the words of the CRM; before that how it ended, or what it is at. */
export function resultWords(t: Translate, call: Call): string {
  if (call.result !== null) return clip(resultName(t, call), 60);
  if (call.state !== 'ended') return t(`chip.${call.state}`);
  if (call.endReason === null || call.endReason === 'completed') return t('call.noResultYet');
  return t(`call.end.${call.endReason}`);
}

/** The face of whom a call was with: the person or company, else what is known of the number. */
export function callerFace(call: Call, who: KnownCaller | null): Parameters<typeof Face>[0]['of'] {
  if (call.chosen !== null) {
    const { entity, entityId: id, name } = call.chosen;
    return faceOf({ entity, id, name });
  }
  if (who !== null) return faceOf(who);
  if (call.number.raw === '') return { kind: 'withheld' };
  return { kind: 'unknown' };
}
