import { isOffered } from '../../../preload/constants.ts';
import type { Call, CallStatus, Outcome, OutcomesByAccount } from '../../../preload/contract.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { digitOf, letterOf, type KeyPress } from '../../ui/keyboard.ts';
import { callStatuses, likelyResult } from './likelyDisposition.ts';

/** A result as it is given: one of the seven of the CRM, perhaps under the team's own name. */
export interface GivenResult {
  readonly result: CallStatus;
  /** Id of the team's own. */
  readonly outcome?: string;
}

/** A result that can be given, with its key; of the team's own with all it does. */
export interface ResultChoice {
  readonly given: GivenResult;
  readonly key: string | null;
  readonly of: Outcome | null;
}

const usual: readonly ResultChoice[] = callStatuses.map((result) => ({
  given: { result },
  key: String(result),
  of: null,
}));

/**
 * The results of a call: the team's own of its account, line and pipeline, or where there are none the seven of the CRM.
 *
 * @param pipelineId of the deal it is saved to, null for none
 */
export function resultChoices(
  outcomes: OutcomesByAccount | null,
  call: Pick<Call, 'account' | 'line'>,
  pipelineId: number | null,
): readonly ResultChoice[] {
  const offered = (outcomes?.[call.account] ?? []).filter((one) => isOffered(one, call, pipelineId));
  if (offered.length === 0) return usual;
  return offered.map((of) => ({ given: { result: of.status, outcome: of.id }, key: of.key, of }));
}

/** What a key gives; null where it gives none. Digits of the number pad are digits. */
export function choiceOfKey(choices: readonly ResultChoice[], press: KeyPress): ResultChoice | null {
  const digit = digitOf(press);
  const key = digit === null ? letterOf(press) : String(digit);
  return choices.find((choice) => choice.key !== null && choice.key === key) ?? null;
}

/** What a call was given, to be saved once more with what goes with it; null for nothing yet. */
export const givenResult = ({ result, outcome }: Pick<Call, 'result' | 'outcome'>): GivenResult | null =>
  result === null ? null : { result, ...(outcome ? { outcome: outcome.id } : {}) };

/** The choice that is given now, by its id and else by its status; null for none. */
export const choiceGiven = (
  choices: readonly ResultChoice[],
  { result, outcome }: Pick<Call, 'result' | 'outcome'>,
): ResultChoice | null =>
  choices.find(({ given }) => given.result === result && given.outcome === outcome?.id) ?? null;

/** The one that fits how the call went; of the team's own only where a single one has that status. */
export function likelyChoice(
  choices: readonly ResultChoice[],
  call: Parameters<typeof likelyResult>[0],
): ResultChoice | null {
  const likely = likelyResult(call);
  const [only, another] = choices.filter(({ given }) => given.result === likely);
  return another === undefined ? (only ?? null) : null;
}

/** As many as the seven have places. */
const ON_ONE_PAGE = 7;

/** The choices as pages of the pad: all on one where they fit, else each group on its own, with room to turn the page. */
export function pagesOf(choices: readonly ResultChoice[]): readonly (readonly ResultChoice[])[] {
  const names = [...new Set(choices.map(({ of }) => of?.group ?? ''))];
  if (choices.length <= ON_ONE_PAGE && names.length === 1) return [choices];
  const groups = names.map((name) => choices.filter(({ of }) => (of?.group ?? '') === name));
  return groups.flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / (ON_ONE_PAGE - 1)) }, (_, page) =>
      group.slice(page * (ON_ONE_PAGE - 1), (page + 1) * (ON_ONE_PAGE - 1)),
    ),
  );
}

/** What came of a call as its team calls it, else in the words of the CRM. */
export function resultName(t: Translate, { result, outcome }: Pick<Call, 'result' | 'outcome'>): string {
  return outcome?.label ?? (result === null ? t('result.none') : t(`result.${result}`));
}

/** What of an outcome was left out, in words; '' when nothing was. */
export function withoutWords(t: Translate, { outcome }: Pick<Call, 'outcome'>): string {
  return (outcome?.without ?? []).map((what) => t(`outcome.without.${what}`)).join(' ');
}
