import { resultNote } from '../calls/disposition/dispositionNote.ts';
import { goneTarget } from '../calls/matching/deletedTarget.ts';
import type { Clock } from '../common/clock.ts';
import type { Log } from '../common/log.ts';
import { createOutbox } from '../outbox/dispatcher.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { parsePhoneNumber } from '../phone/phoneNumber.ts';
import type { AccountSettings } from '../settings/accountSettings.ts';
import { missedCallRule } from './missedCallRule.ts';
import type { CrmConnections } from './composeCrm.ts';
import type { Startup } from './startup.ts';

interface OutboxParts {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly accountSettings: AccountSettings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** What waits for the CRM, and what it needs to know of numbers, results and the team's PBX. */
export function composeOutbox({ opening, crm, accountSettings, clock, random, log }: OutboxParts): Outbox {
  const { journal, list, events } = opening;
  const { mirror, sync, sessions } = crm;
  const parsed = (account: string, phone: string) =>
    parsePhoneNumber(phone, { region: list.get(account)?.region ?? 'RU' });
  return createOutbox({
    journal,
    clientOf: (account) => sessions.clientOf(account),
    serviceClockOf: (account) => sessions.serviceClockOf(account),
    clock,
    random,
    cards: {
      spellings: (account, phone) => mirror.spellings(account, parsed(account, phone)),
      soleHolder: (account, phone) => {
        const holders = mirror
          .lookup(account, parsed(account, phone))
          .filter(({ certainty }) => certainty === 'certain');
        const [only] = holders;
        return only !== undefined && holders.length === 1 ? { entity: only.entity, id: only.id } : null;
      },
    },
    resultName: (result, label) => label ?? opening.speech.t(`result.${result}`),
    pbx: {
      whoLogs: (account) => accountSettings.get(account).whoLogs,
      resultInPlace: (account) => accountSettings.get(account).pbxResultInPlace,
      resultNote: (result, words, label) => resultNote(opening.speech.t, result, words, label),
    },
    missed: missedCallRule({ opening, accountSettings, clock, random, crm }),
    reportBug: (error) => {
      log.error('sending to the CRM', error);
    },
    emit: (event) => {
      switch (event.type) {
        case 'accountPaused':
          events.emit('accountPaused', event);
          break;
        case 'writeChanged':
          events.emit('writeChanged', event);
          break;
        case 'contactCreated':
          sync.created(event.account, event);
          if (event.leadId !== null) sync.catchUpNow(event.account);
          break;
        default: {
          const gone = goneTarget(journal, event.account, event.callId);
          if (gone !== null) sync.remember(event.account, { gone: [gone] });
          events.emit('callWritten', event.callId);
        }
      }
    },
  });
}
