import { Cable, Monitor, Phone, Server, type LucideIcon } from 'lucide-react';
import { CALL_SOURCES, DIALLING_SOURCES } from '../../../preload/constants.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { SoftphoneName, SourceName } from '../../../preload/contract.ts';

/** What an agent may answer to "Which phone do you use?": one with something to paste, one Ringside talks to, or any other. */
export type PhoneName = SoftphoneName | Exclude<SourceName, 'hook'> | 'other';

/** By what people see of it: a program, a telephone on the desk, a switchboard. */
const KINDS = { program: Monitor, desk: Phone, switchboard: Server, other: Cable } as const;

/** The likeliest first; each with the kind of thing it is. */
export const PHONES_TO_CHOOSE: readonly (readonly [PhoneName, keyof typeof KINDS])[] = [
  ['microsip', 'program'],
  ['zoiper', 'program'],
  ['linphone', 'program'],
  ['bria', 'program'],
  ['baresip', 'program'],
  ['twinkle', 'program'],
  ['threecx', 'program'],
  ['auerswald', 'program'],
  ['yealink', 'desk'],
  ['asterisk', 'switchboard'],
  ['freeswitch', 'switchboard'],
  ['ringotel', 'switchboard'],
  ['wildix', 'switchboard'],
  ['nethvoice', 'switchboard'],
  ['other', 'other'],
];

export const drawingOf = (kind: keyof typeof KINDS): LucideIcon => KINDS[kind];

/** Ringside connects to it by itself: its step is a form, nothing is pasted. */
export const sourceOf = (name: PhoneName): Exclude<SourceName, 'hook'> | null =>
  DIALLING_SOURCES.find((source) => source === name) ?? null;

/** A source has one name in every language (CALL_SOURCES); what is pasted into has its own in the texts. */
export function phoneWords(t: Translate, name: PhoneName): string {
  if (name === 'other') return t('connect.anyPhone');
  return CALL_SOURCES[sourceOf(name) ?? 'hook'].label ?? t(`softphone.${name as SoftphoneName}`);
}
