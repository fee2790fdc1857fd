import type { Settings } from '../preload/contract.ts';
import { changeableNames, usualOf } from '../preload/settings/settingsList.ts';

/** What windows are told of the settings where nobody changed any, with some changed. */
export function shownValues(changed: Partial<Settings['values']> = {}): Settings['values'] {
  const usual = Object.fromEntries(changeableNames.map((name) => [name, usualOf(name)]));
  return { ...(usual as unknown as Settings['values']), ...changed };
}
