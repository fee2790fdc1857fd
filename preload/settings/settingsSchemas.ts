import * as z from 'zod/mini';
import type { Setting } from './controls.ts';
import { SETTINGS, changeableNames, settingNames } from './settingsList.ts';
import type { ChangeableName, SettingName, SettingValues } from './settingsList.ts';

/**
 * The schemas of the settings, made of the list. The small zod: the file is read before the first window opens.
 */

/** `HH:MM` */
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/u));
const port = (least: number) => z.int().check(z.minimum(least), z.maximum(65_535));

/** What may stand in the file. */
function schemaOf(setting: Setting): z.ZodMiniType {
  switch (setting.kind) {
    case 'choice':
      return z.enum(setting.options);
    case 'steps':
      return setting.least === undefined || setting.most === undefined
        ? z.literal(setting.options)
        : z.int().check(z.minimum(setting.least), z.maximum(setting.most));
    case 'switch':
      return z.boolean();
    case 'port':
      return port(setting.least);
    case 'text':
      return z.string().check(z.maxLength(setting.longest));
    case 'texts':
      return z.array(z.string().check(z.maxLength(setting.longest))).check(z.maxLength(setting.most));
    case 'time':
      return timeOfDay;
    case 'days':
      return z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7));
    case 'some':
      return z.array(z.enum(setting.options)).check(z.maxLength(setting.options.length));
    case 'ids':
      return z.array(z.int().check(z.positive())).check(z.maxLength(setting.most));
    case 'shortcut':
      return z.string().check(z.maxLength(60));
    case 'sections':
      return z.record(z.string(), z.unknown());
    case 'named':
      return z.record(z.string(), z.string());
    default:
      return setting satisfies never;
  }
}

/** What a window may ask for: a choice the page has, a port a program may take without being root. */
function askableOf(setting: Setting): z.ZodMiniType {
  if (setting.kind === 'steps') return z.literal(setting.options);
  return setting.kind === 'port' ? port(1024) : schemaOf(setting);
}

type Schemas<Name extends SettingName> = {
  readonly [N in Name]: z.ZodMiniType<SettingValues[N], SettingValues[N]>;
};

/** The list says which schema goes with which name; the compiler cannot follow that through `Object.fromEntries`. */
const made = <Name extends SettingName>(names: readonly Name[], of: (setting: Setting) => z.ZodMiniType) =>
  Object.fromEntries(names.map((name) => [name, of(SETTINGS[name])])) as unknown as Schemas<Name>;

/** What may stand in the file. */
export const settingSchemas = made(settingNames, schemaOf);
/** The same where it may be missing, and is usual then. */
export const savedSchemas = made(settingNames, (setting) => z._default(schemaOf(setting), setting.usual));
/** What windows are told. */
export const shownSchemas = made(changeableNames, schemaOf);
/** What they may change. */
export const askableSchemas = made<ChangeableName>(changeableNames, askableOf);
