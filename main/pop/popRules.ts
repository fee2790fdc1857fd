import type { PopEntry } from '../../preload/contract.ts';
import type { Treatment, PopSettings } from '../settings/popSettings.ts';
import { parsePhoneNumber, type PhoneNumber } from '../phone/phoneNumber.ts';
import { isSameRemote } from '../phone/phoneComparison.ts';

/** A silent number is read once a region, not at each ring: the agent may have listed many. */
const readLists = new WeakMap<readonly string[], Map<string, readonly PhoneNumber[]>>();

function silentNumbers(list: readonly string[], region: string): readonly PhoneNumber[] {
  const regions = readLists.get(list) ?? new Map<string, readonly PhoneNumber[]>();
  const numbers = regions.get(region) ?? list.map((raw) => parsePhoneNumber(raw, { region }));
  readLists.set(list, regions.set(region, numbers));
  return numbers;
}

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
  const isSilent = silentNumbers(settings.silentNumbers, region).some((silent) =>
    isSameRemote(number, silent),
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
