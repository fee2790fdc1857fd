import { addCallNote } from '../api/note/calls.ts';
import { callTargetOf } from '../api/note/callTarget.ts';
import type { Witness } from '../route.ts';
import type { PbxCall } from '../sandbox.ts';

/** Buttons of the page's softphone that are no softphone: a PBX logs the call in the CRM itself. */
export const PBX_BUTTONS = [
  { event: 'pbxIn', direction: 'inbound', ru: 'АТС записала входящий', en: 'PBX logged an incoming call' },
  { event: 'pbxOut', direction: 'outbound', ru: 'АТС записала исходящий', en: 'PBX logged an outgoing call' },
] as const;

/** Writes the note that the widget of a PBX writes: another source, its own id, a recording, no result. */
export function logAsPbx(witness: Witness, { phone, direction, duration }: PbxCall): boolean {
  const target = callTargetOf(witness.account, phone, 10);
  if (!target) return false;
  addCallNote(
    witness,
    new Map<string, unknown>([
      ['direction', direction],
      ['uniq', `pbx-${String(witness.now)}-${phone.replaceAll(/\D/gu, '')}`],
      ['duration', duration],
      ['source', 'sandbox-pbx'],
      ['link', 'https://pbx.example/recording.mp3'],
      ['phone', phone],
    ]),
    target,
  );
  return true;
}
