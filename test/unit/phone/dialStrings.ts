import { gateNumber } from '../../../main/phone/dialString.ts';
import type { DialString } from '../../../main/phone/dialString.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';

/** A number as the gate lets it through to a source. */
export function dialString(raw: string): DialString {
  const passed = gateNumber(parsePhoneNumber(raw, { region: 'RU' }));
  if (!passed.ok) throw new Error(`${raw} does not pass the gate`);
  return passed.value;
}
