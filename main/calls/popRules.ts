import type { PopEntry } from '../../preload/contract.ts';
import type { PopSettings } from '../settings/etiquette.ts';
import { parsePhoneNumber } from './phoneNumber.ts';
import type { PhoneNumber } from './phoneNumber.ts';
import { isSameParty } from './sameCall.ts';

/** For whom the pop shows, and when: what the agent said in the settings, as rules. Pure. */

/** `pop`: as any call. `list`: it is listed and never pops. `ignore`: as if it had not been. */
export type Treatment = PopSettings['internal'];

/** What becomes of a call with this number. @param region of the account's numbers, ISO 3166 alpha-2 */
export function treatmentOf(number: PhoneNumber, region: string, settings: PopSettings): Treatment {
  const byKind = {
    internal: settings.internal,
    featureCode: settings.featureCodes,
    anonymous: settings.anonymous,
    external: 'pop',
  } as const;
  const treatment = byKind[number.kind];
  if (treatment !== 'pop' || number.kind === 'anonymous') return treatment;
  const isSilent = settings.silentNumbers.some((silent) =>
    isSameParty(number, parsePhoneNumber(silent, { region })),
  );
  return isSilent ? 'list' : 'pop';
}

/**
 * Whether a call of the pop's kind shows now. One that is answered later, or whose caller becomes another, is asked
 * about again.
 *
 * @param isQuiet true in the quiet hours
 */
export function showsNow(
  { direction, state }: Pick<PopEntry['call'], 'direction' | 'state'>,
  settings: Pick<PopSettings, 'incoming' | 'outgoing'>,
  isQuiet: boolean,
): boolean {
  if (isQuiet || state === 'ended') return false;
  const moment = direction === 'inbound' ? settings.incoming : settings.outgoing;
  return moment === 'ring' || (moment === 'answer' && state === 'talking');
}
