import { expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { createColleaguesPop } from '../../../main/pop/colleaguePopUp.ts';
import type { LiveCall } from '../../../main/calls/tracking/trackedCall.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { fail, ok } from '../../../main/common/result.ts';

const NUMBER = '+79161234567';
const NOW = 1_700_000_000_000;
const ringing = (changes: Partial<LiveCall> = {}): LiveCall => ({
  id: 'c',
  source: 'hook',
  lineSource: 'hook',
  sourceCallId: null,
  direction: 'inbound',
  number: parsePhoneNumber(NUMBER, { region: 'RU' }),
  line: null,
  state: 'ringing',
  held: false,
  unheard: false,
  endReason: null,
  startedAt: NOW,
  answeredAt: null,
  endedAt: null,
  ...changes,
});

function office({
  on = true,
  users = [5, 6],
  failure,
}: { readonly on?: boolean; readonly users?: readonly number[]; readonly failure?: CrmFailure } = {}) {
  const sent: unknown[] = [];
  const logged: string[] = [];
  const began = createColleaguesPop({
    settings: {
      get: (account) => ({ colleagues: account === 'a' ? { on, users } : { on: false, users: [5] } }),
    },
    clientOf: () => ({
      popups: {
        show: (phone, whom) => {
          sent.push({ phone, whom });
          return Promise.resolve(failure === undefined ? ok(null) : fail(failure));
        },
      },
    }),
    log: (message) => logged.push(message),
  });
  return { began, sent, logged };
}

it('a ringing call is shown to the chosen colleagues of its account', () => {
  const { began, sent } = office();
  began('a', ringing());
  expect(sent).toEqual([{ phone: NUMBER, whom: [5, 6] }]);
  began('b', ringing());
  expect(sent).toHaveLength(1);
});

it('nothing is sent while it is off, or to nobody: no users would be everybody', () => {
  const off = office({ on: false });
  off.began('a', ringing());
  const nobody = office({ users: [] });
  nobody.began('a', ringing());
  expect([...off.sent, ...nobody.sent]).toEqual([]);
});

it('only calls that ring, from a number outside', () => {
  const { began, sent } = office();
  began('a', ringing({ direction: 'outbound', state: 'dialing' }));
  began('a', ringing({ state: 'talking' }));
  for (const raw of ['', '101']) began('a', ringing({ number: parsePhoneNumber(raw, { region: 'RU' }) }));
  expect(sent).toEqual([]);
});

it('a failure is logged without the number, and the call goes on', async () => {
  const { began, logged } = office({ failure: { kind: 'forbidden', words: `may not call ${NUMBER}` } });
  began('a', ringing());
  await Promise.resolve();
  await Promise.resolve();
  expect(logged).toEqual(['a call was not shown to colleagues: forbidden']);
});
