import type { Account, Call, Match } from '../../../preload/contract.ts';
import type { CallViews } from '../../calls/history/callViews.ts';
import type { CallCountTracker } from '../../calls/history/callCountTracker.ts';
import type { CallHistory } from '../../calls/history/callHistory.ts';
import type { PhoneLines } from '../../calls/matching/phoneLines.ts';
import type { MissedCallTracker } from '../../calls/history/missedCallTracker.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import type { MirrorLists } from '../../mirror/readTypes.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';
import { ok } from '../../common/result.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handled, Handlers } from '../answerRequest.ts';

interface CallHistoryDeps {
  readonly callViews: CallViews;
  readonly history: CallHistory;
  readonly missed: MissedCallTracker;
  readonly counts: CallCountTracker;
  readonly mirror: Pick<MirrorLists, 'contactOrCompany' | 'dictionary'> & Pick<MirrorReader, 'lookup'>;
  readonly pipelineOf: PhoneLines['pipelineOf'];
  readonly accountOf: (account: string) => Pick<Account, 'region' | 'timezone' | 'clockAhead'> | null;
}

export type CallHistoryHandlers = Pick<
  Handlers<'calls'>,
  'get' | 'page' | 'missed' | 'counts' | 'owners' | 'formChoices'
>;

/** Calls of every day, missed callers and counts of the window's account, and what the after-call form offers. */
export function callHistoryHandlers(deps: CallHistoryDeps): CallHistoryHandlers {
  const { callViews, history, missed, counts, mirror } = deps;
  const forAccount = <T>({ account }: Speaker, work: (account: string) => Handled<T>): Handled<T> =>
    account === null ? requestError('unknownAccount', 'this window has no account') : work(account);
  const own = <T>(speaker: Speaker, callId: string, work: (call: Call) => Handled<T>): Handled<T> => {
    const call = callViews.get(callId);
    const reaches = call !== null && (speaker.account === null || speaker.account === call.account);
    return reaches ? work(call) : requestError('unknownCall', 'there is no such call here');
  };
  /** The only one who has a number, and certainly so. */
  const ownerOf = (account: string, number: string): Match | null => {
    const region = deps.accountOf(account)?.region ?? 'RU';
    const [only, ...more] = mirror.lookup(account, parsePhoneNumber(number, { region }));
    return only !== undefined && more.length === 0 && only.certainty === 'certain' ? only : null;
  };
  /** Chosen for the call, or the only one who certainly has its number. */
  const soleOwner = ({
    account,
    chosen,
    number,
  }: Call): { entity: 'contact' | 'company'; id: number } | null => {
    if (chosen !== null) return { entity: chosen.entity, id: chosen.entityId };
    const owner = ownerOf(account, number.raw);
    return owner === null ? null : { entity: owner.entity, id: owner.id };
  };
  return {
    get: ({ callId }, speaker) => own(speaker, callId, (call) => ok(call)),
    page: (query, speaker) =>
      forAccount(speaker, (account) => {
        const page = history.page(account, query);
        return page.ok ? page : requestError('badRequest', 'there is no such place in the list');
      }),
    missed: ({ isWatched }, speaker) =>
      forAccount(speaker, (account) => {
        if (isWatched) missed.refresh(account);
        return ok([...missed.list(account)]);
      }),
    counts: (_input, speaker) => forAccount(speaker, (account) => ok(counts.of(account))),
    owners: ({ numbers }, speaker) =>
      forAccount(speaker, (account) =>
        ok(
          numbers.map((number) => {
            const owner = ownerOf(account, number);
            return owner && { entity: owner.entity, id: owner.id, name: owner.name, company: owner.company };
          }),
        ),
      ),
    formChoices: ({ callId, target: asked }, speaker) =>
      own(speaker, callId, (call) => {
        const target = asked ?? soleOwner(call);
        const contactOrCompany = target === null ? null : mirror.contactOrCompany(call.account, target);
        const { pipelines, taskTypes, lossReasons } = mirror.dictionary(call.account);
        return ok({
          target,
          leads: (contactOrCompany?.leads ?? []).filter(({ open }) => open),
          dictionary: {
            pipelines: pipelines.map((pipeline) => ({ ...pipeline, statuses: [...pipeline.statuses] })),
            taskTypes: [...taskTypes],
            lossReasons: [...lossReasons],
          },
          dealPipelineId: deps.pipelineOf({ source: call.source, line: call.line ?? '' }),
          timezone: deps.accountOf(call.account)?.timezone ?? null,
          clockAhead: deps.accountOf(call.account)?.clockAhead ?? 0,
        });
      }),
  };
}
