import { LANGUAGE_CHOICES } from '../../i18n/languages.ts';
import {
  CALLS_LEAVE_AFTER,
  DAY_TARGETS,
  DIAL_WAYS,
  MISSED_GRACE,
  NOTICE_KINDS,
  TEXT_SIZES,
  WRAP_UPS,
} from '../constants.ts';
import type { Setting, ValueOf } from './controls.ts';

/** Before an account is signed in, too. */
const EVERY_PAGE = ['settings', 'welcome', 'account'] as const;
const PAGES = ['settings', 'account'] as const;
/** Its own screen changes it, or whoever edits the file. */
const NOWHERE = [] as const;

const row = <P extends string>(part: P) => ({ scope: 'computer', changedIn: PAGES, part }) as const;
/** Without a row: `about` says what it is. */
const file = { scope: 'computer', changedIn: NOWHERE, part: null } as const;

const MOMENTS = ['ring', 'answer', 'off'] as const;
/** `pop`: as any call. `list`: it is listed and never pops. `ignore`: as if it had not been. */
const TREATMENTS = ['pop', 'list', 'ignore'] as const;
const moment = { kind: 'choice', options: MOMENTS, family: 'moment', usual: 'ring' } as const;
const treatment = { kind: 'choice', options: TREATMENTS, family: 'treatment' } as const;

/**
 * Every setting, once. From a line here follow its place in settings.json (a dot makes a section) or in the account's memory,
 * schema, default, the request `settings.change` with its check of who asks, the event, its row on a page, its place in the
 * search and its line in docs/settings.md. Its words are `setting.<name>` and `settingHelp.<name>` of i18n (a dash for the
 * dot); one that is left out does not compile.
 */
export const SETTINGS = {
  language: {
    ...row('appearance'),
    kind: 'choice',
    options: LANGUAGE_CHOICES,
    family: 'language',
    usual: 'system',
    changedIn: EVERY_PAGE,
  },
  theme: {
    ...row('appearance'),
    kind: 'choice',
    options: ['system', 'light', 'dark'],
    family: 'theme',
    usual: 'system',
    changedIn: EVERY_PAGE,
  },
  /** The text and all around it: Chromium's zoom, percent. Ctrl with + and - goes further than the page. */
  zoom: {
    ...row('appearance'),
    kind: 'steps',
    options: TEXT_SIZES,
    unit: 'percent',
    least: 50,
    most: 300,
    usual: 100,
    changedIn: EVERY_PAGE,
  },
  density: {
    ...row('appearance'),
    kind: 'choice',
    options: ['comfortable', 'compact'],
    family: 'density',
    usual: 'comfortable',
    changedIn: EVERY_PAGE,
  },

  'links.atOnce': { ...row('links'), kind: 'switch', usual: false },
  'links.shortcut': {
    ...file,
    kind: 'shortcut',
    of: 'selection',
    usual: null,
    about: 'accelerator that takes the number out of a selected text; empty switches it off',
  },
  'links.former': {
    ...file,
    kind: 'named',
    usual: {},
    about: 'which program had a scheme of links before Ringside took it',
  },

  'pop.corner': {
    ...row('ringing'),
    kind: 'choice',
    options: ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'],
    family: 'corner',
    usual: 'topRight',
  },
  'pop.incoming': { ...row('ringing'), ...moment },
  'pop.outgoing': { ...row('ringing'), ...moment },
  'pop.hideFromSharing': { ...row('ringing'), kind: 'switch', usual: true, needs: 'hideFromSharing' },
  'pop.internal': { ...row('callers'), ...treatment, usual: 'list' },
  'pop.featureCodes': { ...row('callers'), ...treatment, usual: 'ignore' },
  'pop.anonymous': { ...row('callers'), ...treatment, usual: 'pop' },
  'pop.silentNumbers': { ...row('callers'), kind: 'texts', longest: 64, most: 200, usual: [] },
  wrapUp: { ...row('results'), kind: 'choice', options: WRAP_UPS, family: 'wrapUp', usual: 'off' },
  whoLogs: {
    ...row('crm'),
    scope: 'account',
    changedIn: ['account'],
    kind: 'choice',
    options: ['first', 'pbx', 'ringside'],
    family: 'whoLogs',
    usual: 'first',
    explained: true,
  },
  pbxResultInPlace: {
    ...row('crm'),
    scope: 'account',
    changedIn: ['account'],
    kind: 'switch',
    usual: true,
  },
  missedCalls: {
    ...row('crm'),
    scope: 'account',
    changedIn: ['account'],
    kind: 'choice',
    options: ['off', 'known', 'all'],
    family: 'missedCalls',
    usual: 'off',
    explained: true,
  },
  missedGrace: {
    ...row('crm'),
    scope: 'account',
    changedIn: ['account'],
    kind: 'steps',
    options: MISSED_GRACE,
    unit: 'minutes',
    usual: 15,
  },
  missedTask: { ...row('crm'), scope: 'account', changedIn: ['account'], kind: 'switch', usual: true },
  popFields: {
    ...file,
    scope: 'account',
    changedIn: ['account'],
    kind: 'texts',
    longest: 40,
    most: 6,
    usual: [],
    about: 'fields on the pop, in their order ([fields](pop-fields.md))',
  },
  'colleagues.on': {
    ...file,
    scope: 'account',
    changedIn: ['account'],
    kind: 'switch',
    usual: false,
    about: 'colleagues see an incoming call in the web pages of the CRM',
  },
  'colleagues.users': {
    ...file,
    scope: 'account',
    changedIn: ['account'],
    kind: 'ids',
    most: 200,
    usual: [],
    about: 'ids of these colleagues',
  },

  dayTarget: {
    ...row('day'),
    kind: 'steps',
    options: DAY_TARGETS,
    unit: 'conversations',
    least: 0,
    most: 1000,
    usual: 0,
  },

  'quietHours.on': { ...row('quiet'), kind: 'switch', usual: false },
  'quietHours.from': { ...row('quiet'), kind: 'time', usual: '20:00', under: 'quietHours.on' },
  'quietHours.to': { ...row('quiet'), kind: 'time', usual: '08:00', under: 'quietHours.on' },
  'quietHours.days': {
    ...row('quiet'),
    kind: 'days',
    usual: [1, 2, 3, 4, 5, 6, 7],
    under: 'quietHours.on',
  },
  'notices.off': {
    ...file,
    kind: 'some',
    options: NOTICE_KINDS,
    usual: [],
    about: 'kinds of notifications that are not shown',
  },
  'notices.quietAccounts': {
    ...file,
    kind: 'texts',
    longest: 200,
    most: 1000,
    usual: [],
    about: 'accounts without notifications',
  },

  callsLeaveAfter: {
    ...row('history'),
    kind: 'steps',
    options: CALLS_LEAVE_AFTER,
    unit: 'months',
    usual: 0,
  },

  popShortcut: {
    ...file,
    kind: 'shortcut',
    of: 'pop',
    usual: null,
    about: 'accelerator that gives the pop the keyboard',
  },
  resultShortcut: {
    ...file,
    kind: 'shortcut',
    of: 'results',
    usual: null,
    about: 'with a digit: the result from any program; empty switches it off',
  },
  hookPort: {
    ...file,
    changedIn: EVERY_PAGE,
    kind: 'port',
    least: 0,
    usual: 47_824,
    about: 'where softphones report; `0` lets the system choose (tests, several users of one computer)',
  },
  hookOnNetwork: {
    ...file,
    kind: 'switch',
    usual: false,
    about: 'desk phones of the network may report too, not only programs of this computer',
  },
  microsipIni: {
    ...file,
    kind: 'text',
    longest: 1000,
    usual: '',
    about: 'settings of a portable MicroSIP; empty: those of the installed one',
  },
  sources: {
    ...file,
    kind: 'sections',
    usual: {},
    about: 'one section a call source ([docs/sources](sources/README.md)); no passwords',
  },
  'dial.via': {
    ...file,
    kind: 'choice',
    options: DIAL_WAYS,
    family: 'dial',
    usual: 'auto',
    about: 'how numbers are dialled',
  },
  'dial.command': {
    ...file,
    kind: 'text',
    longest: 500,
    usual: '',
    about: 'the program that dials, with its arguments; `{number}` stands for the number',
  },
  'webhookReceiver.on': {
    ...file,
    kind: 'switch',
    usual: false,
    about: 'webhooks may be posted to this computer ([security](security.md))',
  },
  'webhookReceiver.port': {
    ...file,
    kind: 'port',
    least: 1024,
    usual: 8791,
    about: 'where they are posted to',
  },
  demoPort: {
    ...file,
    kind: 'port',
    least: 1024,
    usual: 8787,
    about: 'where "Try with demo data" runs its CRM',
  },
  demoCallbackPort: {
    ...file,
    kind: 'port',
    least: 1024,
    usual: 47_823,
    about: 'where the sign-in of the demo comes back to',
  },
} as const satisfies Readonly<Record<string, Setting>>;

type List = typeof SETTINGS;
export type SettingName = keyof List;

type NamesWith<Part> = { [N in SettingName]: List[N] extends Part ? N : never }[SettingName];
/** What some window may change by `settings.change`, and so what windows are told. */
export type ChangeableName = Exclude<SettingName, NamesWith<{ readonly changedIn: readonly [] }>>;
/** What has a row that is made from the list. */
export type RowName = Exclude<SettingName, NamesWith<{ readonly part: null }>>;
export type AccountName = NamesWith<{ readonly scope: 'account' }>;

/** What each setting holds. */
export type SettingValues = { [N in SettingName]: ValueOf<List[N]> };

/** What settings hold as they are saved: `pop.corner` as `corner` in the section `pop`. */
export type Nested<Name extends SettingName> = {
  [N in Name as N extends `${infer Section}.${string}` ? Section : N]: N extends `${infer Section}.${string}`
    ? { [M in Name as M extends `${Section}.${infer Key}` ? Key : never]: SettingValues[M] }
    : SettingValues[N];
};

/** The same list, of which the compiler knows that each usual value is one that the setting may hold. */
const usual: {
  readonly [N in SettingName]: {
    readonly usual: List[N] extends { readonly kind: 'shortcut' } ? null : Readonly<SettingValues[N]>;
  };
} = SETTINGS;
/** What holds until somebody says otherwise; null for shortcuts (main/settings/defaultShortcuts.ts). */
export const usualOf = <N extends SettingName>(name: N): (typeof usual)[N]['usual'] => usual[name].usual;

export const settingNames = Object.keys(SETTINGS) as readonly SettingName[];
export const changeableNames = settingNames.filter(
  (name): name is ChangeableName => SETTINGS[name].changedIn.length > 0,
);
export const rowNames = settingNames.filter((name): name is RowName => SETTINGS[name].part !== null);

/** A name as it stands in the keys of texts, where a dot begins another part. */
export type TextName<Name extends string> = Name extends `${infer Section}.${infer Key}`
  ? `${Section}-${Key}`
  : Name;
export const textName = <N extends string>(name: N): TextName<N> => name.replace('.', '-') as TextName<N>;
