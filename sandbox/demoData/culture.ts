import type { AccountRecord } from '../model.ts';
import type { Random } from './random.ts';

/** A person's name in the two parts a CRM keeps. */
export interface PersonName {
  readonly first: string;
  readonly last: string;
}

/** What makes the data of one account Russian or American: words, numbers, money. */
export interface Culture {
  readonly account: Omit<
    AccountRecord,
    'id' | 'uuid' | 'amojo_id' | 'created_at' | 'agent_id' | 'users_groups'
  >;
  readonly group: string;
  /** The five users, the first being the admin who is the demo's agent. */
  readonly users: readonly PersonName[];
  /** A person; the same index gives the same name, different ones differ (up to several thousands). */
  person(index: number): PersonName;
  company(index: number): string;
  /** The n-th national number of the account's own plan as E.164; different n, different number. */
  mobile(index: number): string;
  /** The n-th number of a company. */
  landline(index: number): string;
  /** Writes an E.164 number the way a person typed it into the CRM. */
  dirty(e164: string, random: Random): string;
  /** Phone fields that no rule produces, each for one contact. */
  readonly oddPhones: readonly (readonly string[])[];
  /** How an extension is written behind a number. */
  extension(number: number): string;
  readonly longName: PersonName;
  readonly positions: readonly string[];
  readonly pipeline: string;
  /** Open stages after the stage of incoming leads, then won and lost. */
  readonly stages: readonly string[];
  readonly lossReasons: readonly string[];
  readonly deals: readonly string[];
  /** Prices from and to. */
  readonly price: readonly [number, number, number];
  readonly notes: readonly string[];
  readonly callNotes: readonly string[];
  /** What agents have to do. */
  readonly tasks: readonly string[];
}
