import type { Settings } from '../../preload/contract.ts';
import { createStore } from './store.ts';

/** How close rows stand. */
export type Density = Settings['values']['density'];

/** As the agent has it, for what measures rows; styles have it as `data-density` of the page. */
export const densityStore = createStore<Density>('comfortable');

/** CSS pixels a row of a list is lower where it is compact: two lines of text keep their room. */
const DENSER = 8;

export const rowHeightOf = (comfortable: number, density: Density): number =>
  density === 'compact' ? comfortable - DENSER : comfortable;
