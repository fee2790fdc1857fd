import type { LeadSetting } from '../../../main/views/lead/leadRowView.ts';
import type { TaskSetting } from '../../../main/views/task/taskRowView.ts';

/** An account nothing is known of but its user. */
export const noNames: LeadSetting & TaskSetting = {
  dictionary: { pipelines: [], users: [], taskTypes: [], lossReasons: [] },
  userId: 7,
  contactOrCompanyName: () => null,
  nameOf: () => null,
  personOf: () => null,
  nextTaskOf: () => null,
};
