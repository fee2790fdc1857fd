import type { LeadSetting } from '../../../main/cards/leadRows.ts';
import type { TaskSetting } from '../../../main/cards/taskRows.ts';

/** An account nothing is known of but its user. */
export const noNames: LeadSetting & TaskSetting = {
  dictionary: { pipelines: [], users: [], taskTypes: [], lossReasons: [] },
  userId: 7,
  partyName: () => null,
  nameOf: () => null,
};
