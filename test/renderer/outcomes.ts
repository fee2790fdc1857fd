import { outcome } from '../../preload/contract/outcomes.ts';
import type { Outcome } from '../../preload/contract.ts';
import { longName } from './people.ts';

/** A team's own results: two groups, colours, a name that does not fit. */
export const outcomes: readonly Outcome[] = [
  { id: 'demo', label: 'Demo booked', key: '1', status: 4, colour: '#2b9a66', group: 'Sales' },
  { id: 'offer', label: 'Wants an offer', key: '2', status: 4, colour: '#2f6fdb', group: 'Sales' },
  { id: 'later', label: 'Later', key: '3', status: 2, asks: ['time'], group: 'Sales' },
  { id: 'else', label: 'Bought elsewhere', key: '4', status: 5, colour: '#c8443c', group: 'Sales' },
  { id: 'long', label: longName.slice(0, 60), key: '5', status: 3, group: 'Sales' },
  { id: 'mail', label: 'Sent by mail', key: 'q', status: 1, group: 'Sales' },
  { id: 'seventh', label: 'Nobody decides', status: 3, group: 'Sales' },
  { id: 'fault', label: 'Fault reported', key: '6', status: 4, group: 'Service' },
].map((said) => outcome.parse(said));
