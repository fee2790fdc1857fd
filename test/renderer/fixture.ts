import type {
  Account,
  AccountRemoval,
  Api,
  BoardStage,
  Dictionary,
  FailureCode,
  Call,
  CallCounts,
  CallNumbers,
  CallsSnapshot,
  FormChoices,
  Lead,
  LeadCard,
  LeadNote,
  LinesSnapshot,
  LeadPage,
  Match,
  ContactOrCompanyCard,
  ContactOrCompanyRow,
  MissedCaller,
  WebhookList,
  WebhookState,
  NoticeSettings,
  NumberOwner,
  PopSnapshot,
  RelayDesktops,
  SearchHit,
  Settings,
  ShortcutsView,
  SourcesSnapshot,
  SignInState,
  SetAsideJournal,
  OpenScript,
  OutcomesByAccount,
  ScriptsByAccount,
  ShownField,
  StorageState,
  SyncState,
  TaskRow,
  UpdateState,
  WriteView,
} from '../../preload/contract.ts';
import type { SoftphonesFixture } from './softphones.ts';

/** What the views of deals and tasks are told. */
export interface DealsFixture {
  readonly dictionary: Dictionary;
  readonly board: readonly BoardStage[];
  readonly page: LeadPage;
  /** Null: the card cannot be read. */
  readonly card: LeadCard | null;
  readonly tasks: readonly TaskRow[];
}

/** What the page of webhooks is given. */
export interface WebhookFixture {
  readonly state: WebhookState;
  readonly hooks: WebhookList;
  readonly notices: NoticeSettings;
  readonly desktops: RelayDesktops;
}

type Info = Extract<Awaited<ReturnType<Api['app']['info']>>, { readonly ok: true }>['value'];

/** Everything a window can be told, as plain data: one picture's world. */
export interface Fixture {
  readonly info: Info;
  /** What the window's other scripts say, as `app.messages` hands it over; takePictures.ts fills it in. */
  readonly laterMessages: string;
  readonly accounts: readonly Account[];
  readonly signIn: SignInState;
  readonly removal: AccountRemoval;
  readonly storage: StorageState;
  readonly outcomes: OutcomesByAccount;
  readonly scripts: ScriptsByAccount;
  /** What the one that is opened says. */
  readonly script: OpenScript | null;
  /** What the chosen fields say of the caller. */
  readonly fields: readonly ShownField[];
  readonly setAside: readonly SetAsideJournal[];
  readonly sync: SyncState;
  readonly calls: CallsSnapshot;
  /** Calls of every day, newest first. */
  readonly history: readonly Call[];
  readonly missed: readonly MissedCaller[];
  readonly counts: CallCounts;
  readonly numbers: CallNumbers;
  /** Whose numbers are known, by the number. */
  readonly owners: Readonly<Record<string, NumberOwner>>;
  readonly formChoices: FormChoices;
  /** What the agent wrote and the CRM does not have. */
  readonly writes: readonly WriteView[];
  readonly pop: PopSnapshot;
  readonly settings: Settings;
  readonly updates: UpdateState;
  readonly shortcuts: ShortcutsView;
  readonly sources: SourcesSnapshot;
  readonly lines: LinesSnapshot;
  readonly softphones: SoftphonesFixture;
  readonly webhooks: WebhookFixture;
  /** Answer of every search. */
  readonly found: readonly Match[];
  readonly duplicates: { readonly checked: boolean; readonly matches: readonly Match[] };
  readonly leads: readonly Lead[];
  readonly deals: DealsFixture;
  readonly moves: readonly LeadNote[];
  readonly people: readonly ContactOrCompanyRow[] | 'loading' | 'failed';
  readonly companies: readonly ContactOrCompanyRow[] | 'loading' | 'failed';
  /** The cards there are; the first one stands for any other. Empty: no answer comes. */
  readonly cards: readonly ContactOrCompanyCard[];
  readonly hits: {
    readonly recent: readonly SearchHit[];
    readonly copy: readonly SearchHit[];
    readonly crm: readonly SearchHit[] | 'asking';
    readonly failure: FailureCode | null;
  };
}
