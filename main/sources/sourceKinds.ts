import { DIALLING_SOURCES } from '../../preload/constants.ts';
import { asteriskKind } from './asterisk/asteriskSource.ts';
import { baresipKind } from './baresip/baresipSource.ts';
import { briaKind } from './bria/briaSource.ts';
import { freeswitchKind } from './freeswitch/freeswitchSource.ts';
import type { SourceKind } from './callSource.ts';

type DiallingSource = (typeof DIALLING_SOURCES)[number];

/** A source whose kind is missing here does not compile. */
const kinds: Readonly<Record<DiallingSource, SourceKind>> = {
  baresip: baresipKind,
  bria: briaKind,
  asterisk: asteriskKind,
  freeswitch: freeswitchKind,
};

/** Every source that can be switched on, in the order of the settings. The hook always listens. */
export const sourceKinds: readonly SourceKind[] = DIALLING_SOURCES.map((name) => kinds[name]);
