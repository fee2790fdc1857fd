import type {
  Account,
  AccountRemoval,
  Api,
  CallsSnapshot,
  Lead,
  Match,
  PopSnapshot,
  Settings,
  SourcesSnapshot,
  SignInState,
  SyncState,
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
  readonly pop: PopSnapshot;
  readonly settings: Settings;
  readonly sources: SourcesSnapshot;
  /** Answer of every search. */
  readonly found: readonly Match[];
  readonly duplicates: { readonly checked: boolean; readonly matches: readonly Match[] };
  readonly leads: readonly Lead[];
}
