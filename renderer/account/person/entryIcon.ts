import {
  Milestone,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  StickyNote,
  type LucideIcon,
} from 'lucide-react';
import type { LeadNote } from '../../../preload/contract.ts';
import { isMissed } from './timelineModel.ts';

const icons: Readonly<Record<LeadNote['kind'], LucideIcon>> = {
  note: StickyNote,
  callIn: PhoneIncoming,
  callOut: PhoneOutgoing,
  stage: Milestone,
  other: StickyNote,
};

/** The drawing of what was said or done. */
export const entryIcon = (entry: LeadNote): LucideIcon => (isMissed(entry) ? PhoneMissed : icons[entry.kind]);
