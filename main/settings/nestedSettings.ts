import * as z from 'zod/mini';
import { savedSchemas } from '../../preload/settings/settingsSchemas.ts';
import type { Nested, SettingName, SettingValues } from '../../preload/settings/settingsList.ts';

/** Where a setting is saved: under a key, or as `key` in a section. */
function placeOf(name: SettingName): readonly [section: string | null, key: string] {
  const dot = name.indexOf('.');
  return dot === -1 ? [null, name] : [name.slice(0, dot), name.slice(dot + 1)];
}

type Section = Readonly<Record<string, unknown>>;
const isSection = (value: unknown): value is Section => typeof value === 'object' && value !== null;

/** These settings with some of them changed. */
export function changedBy<Saved extends object>(
  before: Saved,
  names: readonly SettingName[],
  changes: { readonly [N in SettingName]?: SettingValues[N] | undefined },
): Saved {
  const saved = { ...before } as Record<string, unknown>;
  for (const name of names) {
    const [section, key] = placeOf(name);
    if (section === null) saved[key] = changes[name];
    else {
      const others = saved[section];
      saved[section] = { ...(isSection(others) ? others : {}), [key]: changes[name] };
    }
  }
  return saved as unknown as Saved;
}

/** Settings by name, of settings as they are saved. */
export function byName<Name extends SettingName>(
  names: readonly Name[],
  saved: Nested<Name>,
): Pick<SettingValues, Name> {
  const all: Section = saved;
  return Object.fromEntries(
    names.map((name) => {
      const [section, key] = placeOf(name);
      const place = section === null ? all : all[section];
      return [name, isSection(place) ? place[key] : undefined];
    }),
  ) as Pick<SettingValues, Name>;
}

/**
 * The schema of these settings as they are saved. What is missing is usual.
 *
 * @param withUsual another schema than the list's: for what depends on the system, and for what may be broken alone
 */
export function savedSchema<Name extends SettingName>(
  names: readonly Name[],
  withUsual: (name: Name) => z.ZodMiniType = (name) => savedSchemas[name],
): z.ZodMiniType<Nested<Name>> {
  const sections = new Map<string | null, Record<string, z.ZodMiniType>>();
  for (const name of names) {
    const [section, key] = placeOf(name);
    const fields = sections.get(section) ?? {};
    fields[key] = withUsual(name);
    sections.set(section, fields);
  }
  const fields: Record<string, z.ZodMiniType> = { ...sections.get(null) };
  for (const [section, inside] of sections)
    if (section !== null) fields[section] = z.prefault(z.object(inside), {});
  return z.object(fields) as unknown as z.ZodMiniType<Nested<Name>>;
}
