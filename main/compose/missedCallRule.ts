import type { Clock } from '../common/clock.ts';
import { entityOfKey } from '../journal/outboxPayload.ts';
import type { AccountSettings } from '../settings/accountSettings.ts';
import type { MissedCallRule } from '../writes/call/missedCalls.ts';
import { serviceNow } from '../writes/serviceTimes.ts';
import type { CrmConnections } from './composeCrm.ts';
import type { Startup } from './startup.ts';

interface MissedCallRuleDeps {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly accountSettings: AccountSettings;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Users of one account have ids that mostly follow each other, and who is no administrator cannot read the others': the id
 * itself says whose turn it is.
 */
const TURNS = 127;
const TURN_MS = 3_000;
/** Two whose turn is the same hardly begin together. */
const JITTER_MS = 2_000;
/** A call back is due this long after the CRM was told of the call, s. */
const DUE_S = 3600;
/** The kind a task has when nothing else is said (crm-api.md 3.6). */
const FOLLOW_UP = 1;

/** What each account wants of the missed calls that Ringside tells its CRM of. */
export function missedCallRule(deps: MissedCallRuleDeps): MissedCallRule {
  const { opening, accountSettings, clock, random } = deps;
  const { mirror, sessions } = deps.crm;
  const { list, speech } = opening;

  function responsibleFor(account: string, placed: string | null): number | null {
    const card = entityOfKey(placed);
    if (card === null) return null;
    const known =
      card.entity === 'lead'
        ? mirror.lead(account, card.id)
        : mirror.contactOrCompany(account, { entity: card.entity, id: card.id });
    return known?.responsible?.id ?? null;
  }

  return {
    turnMs: (account) => ((list.get(account)?.userId ?? 0) % TURNS) * TURN_MS + random() * JITTER_MS,
    leadName: (account, { display }) =>
      accountSettings.get(account).missedCalls === 'all'
        ? speech.t('missed.leadName', { number: display })
        : null,
    task(account, { display }, placed) {
      if (!accountSettings.get(account).missedTask) return null;
      const now = serviceNow(sessions.serviceClockOf(account)) ?? clock.now();
      return {
        kind: 'createTask',
        // Whatever the call was put on.
        target: null,
        text: speech.t('missed.taskText', { number: display }),
        typeId: FOLLOW_UP,
        completeTill: Math.floor(now / 1000) + DUE_S,
        responsible: responsibleFor(account, placed),
      };
    },
  };
}
