import { expect, it } from 'vitest';
import type { MemoryRows } from '../../../main/journal/journal.ts';
import { createAccountSettings } from '../../../main/settings/accountSettings.ts';

function memory(): MemoryRows {
  const rows = new Map<string, string>();
  return {
    get: (account, key) => rows.get(`${account} ${key}`) ?? null,
    put: (account, key, value) => void rows.set(`${account} ${key}`, value),
    delete: (account, key) => void rows.delete(`${account} ${key}`),
  };
}

const MISSED = { missedCalls: 'off', missedGrace: 15, missedTask: true, pbxResultInPlace: true } as const;
const NONE = { popFields: [], colleagues: { on: false, users: [] } };

it('whoever is first logs and colleagues are shown nothing, until somebody says otherwise', () => {
  expect(createAccountSettings(memory()).get('a')).toEqual({
    whoLogs: 'first',
    ...MISSED,
    ...NONE,
  });
});

it('is kept for the next start, for its account only', () => {
  const rows = memory();
  const wanted = { whoLogs: 'pbx' as const, ...MISSED, popFields: [], colleagues: { on: true, users: [5] } };
  expect(createAccountSettings(rows).set('a', wanted)).toEqual(wanted);
  const next = createAccountSettings(rows);
  expect(next.get('a')).toEqual(wanted);
  expect(next.get('b').whoLogs).toBe('first');
});

it('what cannot be read is as if nobody had said anything; a broken part spoils no other', () => {
  const rows = memory();
  rows.put('a', 'telephony', '{"whoLogs":');
  rows.put('b', 'telephony', '{"whoLogs":"nobody","colleagues":{"on":true,"users":[5]}}');
  const settings = createAccountSettings(rows);
  expect(settings.get('a')).toEqual({ whoLogs: 'first', ...MISSED, ...NONE });
  expect(settings.get('b')).toEqual({
    whoLogs: 'first',
    ...MISSED,
    popFields: [],
    colleagues: { on: true, users: [5] },
  });
});
