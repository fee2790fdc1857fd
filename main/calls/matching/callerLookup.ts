import type { Caller } from '../../../preload/contract.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';
import { callerFrom, rankMatches } from './callerRanking.ts';
import { phoneKeys } from '../../phone/phoneKeys.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';
import { lastTen } from '../../phone/phoneMatching.ts';
import { lineOf } from '../../phone/phoneVariants.ts';

/** An account that a call may belong to, in the agent's own order. */
export interface CandidateAccount {
  readonly key: string;
  /** Default region of its numbers. */
  readonly region: string;
}

/** Who is calling, and into which account. */
export interface FoundCaller {
  readonly account: CandidateAccount;
  readonly number: PhoneNumber;
  readonly caller: Caller;
}

/** The agent's earlier choices for a number (journal memory), so that the same one comes first again. */
export interface RememberedChoices {
  get(
    account: string,
    numberKey: string,
  ): { readonly entity: 'contact' | 'company'; readonly id: number } | null;
}

/** How a number is remembered: by the last ten digits of its line, as the CRM itself compares (crm-api.md 4.1). */
export function numberKey(number: PhoneNumber): string {
  return number.e164 === null ? (phoneKeys(number).last10 ?? number.digits) : lastTen(lineOf(number.e164));
}

/** How well a number is known, to compare accounts by. */
export const certaintyWeight: Readonly<Record<Caller['certainty'], number>> = {
  certain: 3,
  several: 2,
  possible: 1,
  unknown: 0,
  anonymous: 0,
  internal: 0,
  featureCode: 0,
};

/** Looks a number up in one account's mirror (which account that is: callRouting.ts). Synchronous: a few indexed reads. */
export function findCaller(
  rawNumber: string,
  account: CandidateAccount,
  mirror: MirrorReader,
  choices: RememberedChoices,
): FoundCaller {
  const number = parsePhoneNumber(rawNumber, { region: account.region });
  return { account, number, caller: lookUp(account.key, number, mirror, choices) };
}

function lookUp(
  account: string,
  number: PhoneNumber,
  mirror: MirrorReader,
  choices: RememberedChoices,
): Caller {
  if (number.kind !== 'external') return callerFrom(number, []);
  const matches = mirror.lookup(account, number);
  return callerFrom(
    number,
    rankMatches(matches, { rememberedChoice: choices.get(account, numberKey(number)) }),
  );
}
