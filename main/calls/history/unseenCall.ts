import type { Account, Call, RequestError, UnseenCall } from '../../../preload/contract.ts';
import type { ServiceClock } from '../../crm/transport/serviceClock.ts';
import { wallTime, type Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { CallRow } from '../../journal/callRows.ts';
import type { Journal } from '../../journal/journal.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { isSameOrInternal } from '../../phone/phoneMatching.ts';
import { parsePhoneNumber, type PhoneNumber } from '../../phone/phoneNumber.ts';
import type { CallViews } from './callViews.ts';

/** The source of calls that the agent told of themselves. */
const BY_HAND = 'byHand';

/** What became of a call the agent told of; of `seen` the call that is here already. */
export interface UnseenOutcome {
  readonly outcome: 'logged' | 'seen' | 'badNumber' | 'inFuture';
  readonly call: Call | null;
}

interface UnseenCallDeps {
  readonly journal: Journal;
  readonly mirror: Pick<MirrorReader, 'match' | 'lookup'>;
  readonly outbox: Pick<Outbox, 'logPast'>;
  readonly callViews: CallViews;
  readonly clock: Clock;
  readonly accountOf: (account: string) => Pick<Account, 'region'> | null;
  readonly serviceClockOf: (account: string) => Pick<ServiceClock, 'at' | 'isSure'> | null;
  readonly changed: (callId: string) => void;
}

/** Agents remember roughly when: a call that near with the same number and direction may be the same one. */
const NEAR_MS = 10 * 60_000;
/** A form is filled in by the minute, and its window's clock is this computer's. */
const SOON_MS = 60_000;
const MOST_NEAR = 200;

/**
 * Logs a call that no source told of: on a mobile, on a colleague's phone. From there on it is a call like any other, with
 * its result on the way to the CRM.
 */
export function createUnseenCalls(
  deps: UnseenCallDeps,
): (account: string, unseen: UnseenCall) => Result<UnseenOutcome, RequestError> {
  const { journal, mirror, callViews, clock } = deps;

  /** The call a source told of that this one may be. */
  function seen(account: string, unseen: UnseenCall, number: PhoneNumber, region: string): CallRow | null {
    const before = { startedAt: unseen.startedAt + unseen.talkedMs + NEAR_MS, id: '' };
    const near = journal.history.page(account, 'all', before, MOST_NEAR).filter((call) => {
      if (call.direction !== unseen.direction) return false;
      if ((call.endedAt ?? call.startedAt) < unseen.startedAt - NEAR_MS) return false;
      return isSameOrInternal(parsePhoneNumber(call.rawNumber, { region }), number);
    });
    return near[0] ?? null;
  }

  const tell = (callId: string): Call | null => {
    deps.changed(callId);
    return callViews.get(callId);
  };

  return (account, unseen) => {
    // The window asks again where it did not hear the answer.
    const owner = journal.calls.accountOf(unseen.id);
    if (owner !== null && owner !== account) return fail({ code: 'badRequest', message: 'not a new call' });
    if (owner === account) return ok({ outcome: 'logged', call: callViews.get(unseen.id) });
    const region = deps.accountOf(account)?.region;
    if (region === undefined) return fail({ code: 'unknownAccount', message: 'there is no such account' });
    const number = parsePhoneNumber(unseen.number, { region });
    if (number.kind !== 'external') return ok({ outcome: 'badNumber', call: null });
    if (unseen.startedAt > clock.now() + SOON_MS) return ok({ outcome: 'inFuture', call: null });
    const like = unseen.evenIfSeen ? null : seen(account, unseen, number, region);
    if (like !== null) return ok({ outcome: 'seen', call: callViews.of(like) });

    const { target } = unseen;
    const match = target === null ? null : mirror.match(account, target.entity, target.entityId);
    if (target !== null && match === null) return fail({ code: 'notFound', message: 'nobody is chosen' });
    const holders = mirror.lookup(account, number).filter(({ certainty }) => certainty === 'certain');
    const wasTalkedOn = unseen.talkedMs > 0;
    const logged = deps.outbox.logPast(
      {
        account,
        id: unseen.id,
        source: BY_HAND,
        sourceCallId: null,
        direction: unseen.direction,
        line: null,
        rawNumber: number.raw,
        e164: number.e164,
        display: number.display,
        state: 'ended',
        endReason: endReasonOf(unseen),
        startedAt: unseen.startedAt,
        answeredAt: wasTalkedOn ? unseen.startedAt : null,
        endedAt: unseen.startedAt + unseen.talkedMs,
        callerName: holders.length === 1 ? (holders[0]?.name ?? null) : null,
        serviceAt: serviceAtOf(account, unseen.startedAt),
        note: unseen.note.trim(),
        chosen: target === null || match === null ? null : { ...target, name: match.name },
      },
      unseen.result,
    );
    if (logged.ok) return ok({ outcome: 'logged', call: tell(unseen.id) });
    const code = logged.error === 'journal' ? 'journal' : 'notNow';
    return fail({ code, message: logged.error });
  };

  /** When it began by the CRM's clock, Unix ms; null where that is not sure. */
  function serviceAtOf(account: string, startedAt: number): number | null {
    const service = deps.serviceClockOf(account);
    const span = service?.isSure() === true ? service.at(wallTime(startedAt)) : null;
    return span === null ? null : Math.round((span.earliest + span.latest) / 2);
  }
}

/** As a source would have told of it. */
function endReasonOf({ talkedMs, direction, result }: UnseenCall): CallRow['endReason'] {
  if (talkedMs > 0) return 'completed';
  if (direction === 'inbound') return 'missed';
  return result === 7 ? 'busy' : 'noAnswer';
}
