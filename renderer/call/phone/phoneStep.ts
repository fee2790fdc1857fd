import type { CallControlName } from '../../../preload/constants.ts';

/** What a key does through the phone: a control, the list of colleagues, or the end of asking one. */
export type PhoneStep = Exclude<CallControlName, 'consult'> | 'colleagues' | 'complete' | 'cancel';
