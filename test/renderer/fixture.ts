import type {
  Account,
  AccountRemoval,
  Api,
  Call,
  CallCounts,
  CallsSnapshot,
  FormChoices,
  Lead,
  Match,
  MissedCaller,
  PopSnapshot,
  Settings,
  SourcesSnapshot,
  SignInState,
  SyncState,
  WriteView,
} from '../../preload/contract.ts';

type Info = Extract<Awaited<ReturnType<Api['app']['info']>>, { readonly ok: true }>['value'];

/** Everything a window can be told, as plain data: one picture's world. */
export interface Fixture {
  readonly info: Info;
  readonly accounts: readonly Account[];
  readonly signIn: SignInState;
  readonly removal: AccountRemoval;
  readonly sync: SyncState;
  readonly calls: CallsSnapshot;
  /** Calls of every day, newest first. */
  readonly history: readonly Call[];
  readonly missed: readonly MissedCaller[];
  readonly counts: CallCounts;
  readonly formChoices: FormChoices;
  /** What the agent wrote and the CRM does not have. */
  readonly writes: readonly WriteView[];
  readonly pop: PopSnapshot;
  readonly settings: Settings;
  readonly sources: SourcesSnapshot;
  /** Answer of every search. */
  readonly found: readonly Match[];
  readonly duplicates: { readonly checked: boolean; readonly matches: readonly Match[] };
  readonly leads: readonly Lead[];
}
