import { asteriskKind } from './asterisk.ts';
import { baresipKind } from './baresip.ts';
import { briaKind } from './bria.ts';
import { freeswitchKind } from './freeswitch.ts';
import type { SourceKind } from './source.ts';

/** Every source that can be switched on, in the order of the settings. The hook always listens. */
export const sourceKinds: readonly SourceKind[] = [baresipKind, asteriskKind, freeswitchKind, briaKind];
