import type { WindowKind } from '../contract/request.ts';

/**
 * What kinds of settings there are: what may be saved in one, and so which control changes it. Data alone: windows import it,
 * and schemas are made of it (settingsSchemas.ts).
 */
type Control =
  /** One of a few. `family` is the beginning of its texts' keys: `choice.<family>-<option>`. */
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly family: string }
  /** One of a few numbers. The file may hold any from `least` to `most`, or, where these are not given, only one of them. */
  | {
      readonly kind: 'steps';
      readonly options: readonly number[];
      readonly unit: 'percent' | 'months' | 'minutes' | 'conversations';
      readonly least?: number;
      readonly most?: number;
    }
  | { readonly kind: 'switch' }
  /** A TCP port; `least` is 0 where the system may choose one. */
  | { readonly kind: 'port'; readonly least: number }
  | { readonly kind: 'text'; readonly longest: number }
  /** Texts, one a line. */
  | { readonly kind: 'texts'; readonly longest: number; readonly most: number }
  /** `HH:MM` of the agent's clock. */
  | { readonly kind: 'time' }
  /** Days of the week, 1 Monday to 7 Sunday (ISO 8601). */
  | { readonly kind: 'days' }
  /** Some of a few. */
  | { readonly kind: 'some'; readonly options: readonly string[] }
  /** Ids of the CRM. */
  | { readonly kind: 'ids'; readonly most: number }
  /** An Electron accelerator (main/settings/accelerator.ts); what is usual depends on the system. */
  | { readonly kind: 'shortcut'; readonly of: 'pop' | 'results' | 'selection' }
  /** One section a call source, checked by the source itself (main/sources): a broken one harms no other setting. */
  | { readonly kind: 'sections' }
  /** A text for each of some names. */
  | { readonly kind: 'named' };

/** The value of each kind; `Options` are a choice's own. */
interface Values<Options extends readonly (string | number)[]> {
  choice: Options[number];
  steps: Options[number];
  switch: boolean;
  port: number;
  text: string;
  texts: string[];
  time: string;
  days: number[];
  some: Options[number][];
  ids: number[];
  shortcut: string;
  sections: Record<string, unknown>;
  named: Record<string, string>;
}

/** What a setting holds. */
export type ValueOf<D extends Setting> = D extends { readonly kind: 'steps'; readonly least: number }
  ? number
  : D['kind'] extends keyof Values<[]>
    ? Values<D extends { readonly options: infer O extends readonly (string | number)[] } ? O : []>[D['kind']]
    : never;

/** Where a setting has its row: the parts of the settings' pages, each on the page of its group. */
export const SETTINGS_PARTS = {
  appearance: 'account',
  links: 'phone',
  ringing: 'calls',
  callers: 'calls',
  results: 'calls',
  crm: 'calls',
  day: 'calls',
  quiet: 'notifications',
  history: 'advanced',
} as const;
export type SettingsPart = keyof typeof SETTINGS_PARTS;

/** One setting, of any kind. */
export type Setting = Control & {
  /** What holds until somebody says otherwise; null for shortcuts, whose usual ones depend on the system. */
  readonly usual: unknown;
  /** `computer`: in settings.json, for every account. `account`: in the journal, gone with its account. */
  readonly scope: 'computer' | 'account';
  /** The kinds of window that may change it by `settings.change`; none: only by its own screen, or in the file. */
  readonly changedIn: readonly WindowKind[];
  /** Where its row is made from this line; null: it has a control of its own, or none. */
  readonly part: SettingsPart | null;
  /** The setting that must be on for this one to mean anything. */
  readonly under?: string;
  /** What this system must be able to do. */
  readonly needs?: 'hideFromSharing';
  /** Each of its options has its own line of help: `choiceHelp.<family>-<option>`. */
  readonly explained?: boolean;
  /** For docs/settings.md, where there is no row whose texts say it. */
  readonly about?: string;
};
