import type { FormChoices } from '../../preload/contract.ts';
import { emma } from './people.ts';

/** What the after-call form offers for a contact with three open deals. */
export const formChoices: FormChoices = {
  target: { entity: 'contact', id: emma.id },
  leads: emma.leads.map(({ id, name }, index) => ({ id, name, pipelineId: 1, statusId: 10 + index })),
  dictionary: {
    pipelines: [
      {
        id: 1,
        name: 'Sales',
        statuses: [
          { id: 10, name: 'First contact', colour: '#99ccff', isIncoming: false },
          { id: 11, name: 'Offer sent', colour: '#ffcc66', isIncoming: false },
          { id: 12, name: 'Negotiation', colour: '#87f2c0', isIncoming: false },
          { id: 142, name: 'Won', colour: '#ccff66', isIncoming: false },
          { id: 143, name: 'Lost', colour: '#d5d8db', isIncoming: false },
        ],
      },
    ],
    taskTypes: [
      { id: 1, name: 'Follow up', code: 'FOLLOW_UP' },
      { id: 2, name: 'Meeting', code: 'MEETING' },
    ],
    lossReasons: [
      { id: 31, name: 'Too expensive' },
      { id: 32, name: 'Bought elsewhere' },
    ],
  },
  dealPipelineId: null,
  timezone: null,
  clockAhead: 0,
};
