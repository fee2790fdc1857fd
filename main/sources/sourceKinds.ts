import { SOURCE_NAMES, type SourceName } from '../../preload/constants.ts';
import { asteriskKind } from './asterisk/asteriskSource.ts';
import { baresipKind } from './baresip/baresipSource.ts';
import { briaKind } from './bria/briaSource.ts';
import { freeswitchKind } from './freeswitch/freeswitchSource.ts';
import type { HookListener } from './callHook/hookListener.ts';
import type { SourceKind } from './callSource.ts';

/** A source whose kind is missing here does not compile; the hook's is its listener's, which settings move and show. */
const kinds: Readonly<Record<Exclude<SourceName, 'hook'>, SourceKind>> = {
  baresip: baresipKind,
  bria: briaKind,
  asterisk: asteriskKind,
  freeswitch: freeswitchKind,
};

/** Every source, in the order of the settings. @param hook keeps its port and token in settings of its own */
export function sourceKinds(hook: Pick<HookListener, 'kind'>): readonly SourceKind[] {
  return SOURCE_NAMES.map((name) => (name === 'hook' ? hook.kind : kinds[name]));
}
