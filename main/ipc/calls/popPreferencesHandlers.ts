import type { PopPreferences } from '../../../preload/contract.ts';
import { ok } from '../../common/result.ts';
import type { SettingsFile } from '../../settings/settingsFile.ts';
import type { Handlers } from '../answerRequest.ts';

interface PopPreferencesDeps {
  readonly file: SettingsFile;
  readonly snapshot: () => PopPreferences;
  /** After every change. */
  readonly changed: () => void;
}

/** When, where and for whom the pop shows. */
export function popPreferencesHandlers({
  file,
  snapshot,
  changed,
}: PopPreferencesDeps): Handlers<'popPreferences'> {
  return {
    get: () => ok(snapshot()),
    set: ({ pop, quietHours }) => {
      const saved = file.get();
      file.change({
        pop: { ...saved.pop, ...definedOnly(pop ?? {}) },
        quietHours: { ...saved.quietHours, ...definedOnly(quietHours ?? {}) },
      });
      changed();
      return ok(snapshot());
    },
  };
}

/** What was left out of a request stays as it is. */
function definedOnly<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
