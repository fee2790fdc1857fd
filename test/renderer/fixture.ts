import type {
  Account,
  Api,
  CallsSnapshot,
  FailureCode,
  Lead,
  Match,
  PartyCard,
  PartyRow,
  PopSnapshot,
  SearchHit,
  Settings,
  SignInState,
  SyncState,
} from '../../preload/contract.ts';

type Info = Extract<Awaited<ReturnType<Api['app']['info']>>, { readonly ok: true }>['value'];

/** Everything a window can be told, as plain data: one picture's world. */
export interface Fixture {
  readonly info: Info;
  readonly accounts: readonly Account[];
  readonly signIn: SignInState;
  readonly sync: SyncState;
  readonly calls: CallsSnapshot;
  readonly pop: PopSnapshot;
  readonly settings: Settings;
  /** Answer of every search. */
  readonly found: readonly Match[];
  readonly duplicates: { readonly checked: boolean; readonly matches: readonly Match[] };
  readonly leads: readonly Lead[];
  readonly people: readonly PartyRow[] | 'loading' | 'failed';
  readonly companies: readonly PartyRow[] | 'loading' | 'failed';
  /** The cards there are; the first one stands for any other. Empty: no answer comes. */
  readonly cards: readonly PartyCard[];
  readonly hits: {
    readonly copy: readonly SearchHit[];
    readonly crm: readonly SearchHit[] | 'asking';
    readonly failure: FailureCode | null;
  };
}
