import type { AccountRow, Journal } from '../../../main/journal/journal.ts';
import type { CallRow } from '../../../main/journal/callRows.ts';

export const sampleAccount = (key: string, position = 0): AccountRow => ({
  key,
  zone: 'amocrm.ru',
  subdomain: 'romashka',
  host: 'romashka.amocrm.ru',
  accountId: 9_007_199_254_740_991,
  userId: 7,
  name: 'Ромашка',
  userName: 'Anna',
  colour: '#336699',
  currency: 'RUB',
  region: 'RU',
  timezone: null,
  state: 'ready',
  clientId: 'client',
  redirectUri: 'http://127.0.0.1:47823/oauth/callback',
  label: null,
  way: 'browser',
  tokenEndsAt: null,
  signedOut: false,
  position,
});

export const sampleCall = (
  account: string,
  id: string,
  changes: Partial<CallRow> = {},
): Parameters<Journal['calls']['putFacts']>[0] => ({
  account,
  id,
  source: 'hook',
  sourceCallId: 's-1',
  direction: 'inbound',
  line: '101',
  rawNumber: '8 916 123-45-67',
  e164: '+79161234567',
  display: '+7 916 123-45-67',
  state: 'ended',
  endReason: 'completed',
  startedAt: 1_000,
  answeredAt: 2_000,
  endedAt: 3_000,
  callerName: 'Иван 😀',
  ...changes,
});
