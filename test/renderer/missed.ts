import type { MissedCaller } from '../../preload/contract.ts';
import { MINUTE, NOW } from './people.ts';

/** Somebody who was missed twice and whom nobody has called back. */
export const missedCaller = (number: string, changes: Partial<MissedCaller> = {}): MissedCaller => ({
  number,
  display: number,
  name: null,
  who: null,
  callId: `missed ${number}`,
  times: 2,
  firstAt: NOW - 50 * MINUTE,
  lastAt: NOW - 20 * MINUTE,
  ...changes,
});
