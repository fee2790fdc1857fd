import fc from 'fast-check';

// The one way tests import fast-check (lint refuses the bare import): every run of `npm test` tries the same cases, so
// that a red run says something about the change and not about the draw. `npm run soak -- properties` draws new ones.

const FIRST_SEED = 20_261_130;
const seed = Number(process.env['RINGSIDE_PROPERTY_SEED'] ?? FIRST_SEED);
const times = Number(process.env['RINGSIDE_PROPERTY_TIMES'] ?? 1);

/**
 * How many cases of a property to try.
 *
 * @param usual cases in an ordinary run of `npm test`; the soak tries `RINGSIDE_PROPERTY_TIMES` as many
 */
export const runs = (usual: number): number => Math.ceil(usual * times);

fc.configureGlobal({ seed, numRuns: runs(100) });

export { fc };
