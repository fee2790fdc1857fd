import { SOURCE_NAMES, type SourceName } from '../../preload/constants.ts';
import { asteriskKind } from './asterisk/asteriskSource.ts';
import { baresipKind } from './baresip/baresipSource.ts';
import { briaKind } from './bria/briaSource.ts';
import { freeswitchKind } from './freeswitch/freeswitchSource.ts';
import type { SourceKind } from './callSource.ts';

/** A source whose kind is missing here does not compile. */
const kinds: Readonly<Record<Exclude<SourceName, 'hook'>, SourceKind>> = {
  baresip: baresipKind,
  bria: briaKind,
  asterisk: asteriskKind,
  freeswitch: freeswitchKind,
};

/** Every source that can be switched on, in the order of the settings. The hook always listens. */
export const sourceKinds: readonly SourceKind[] = SOURCE_NAMES.flatMap((name) =>
  name === 'hook' ? [] : [kinds[name]],
);
