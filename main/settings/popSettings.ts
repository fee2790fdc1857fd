import type { SavedSettings } from './settingsFile.ts';

/** When, where and for whom the pop shows (pop/popRules.ts). Defaults: call-sources.md 2.3. */
export type PopSettings = SavedSettings['pop'];

/** `pop`: as any call. `list`: it is listed and never pops. `ignore`: as if it had not been. */
export type Treatment = PopSettings['internal'];
