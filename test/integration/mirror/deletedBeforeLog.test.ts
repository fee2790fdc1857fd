import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCallerRefresh } from '../../../main/calls/matching/callerRefresh.ts';
import { goneTarget } from '../../../main/calls/matching/deletedTarget.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { ok } from '../../../main/common/result.ts';
import type { Caller, Match } from '../../../preload/contract.ts';
import {
  ACCOUNT,
  type OutboxUnderTest,
  accountRow,
  callFacts,
  createOutboxUnderTest,
} from '../../unit/outbox/outboxUnderTest.ts';
import { at, listAt } from '../sandbox/client.ts';
import { ROMASHKA, type SyncedSandbox, startSyncedSandbox, until } from './syncedSandbox.ts';

let synced: SyncedSandbox;
let fixture: OutboxUnderTest;

beforeEach(async () => {
  synced = await startSyncedSandbox();
  fixture = createOutboxUnderTest({ clientOf: () => synced.clientOf(ROMASHKA.key) });
});
afterEach(async () => {
  await fixture.outbox.stop();
  fixture.close();
  await synced.close();
});

const number = (): ReturnType<typeof parsePhoneNumber> =>
  parsePhoneNumber(synced.sandbox.romashka.showcase.certain, { region: 'RU' });
const known = (): readonly Match[] => synced.reader.lookup(ROMASHKA.key, number());

async function callNotes(contact: number): Promise<number> {
  const notes = await synced.sandbox.ask(
    `/api/v4/contacts/${contact}/notes?filter%5Bnote_type%5D%5B%5D=call_in`,
  );
  return notes.status === 204 ? 0 : listAt(notes.body, '_embedded', 'notes').length;
}

it('a contact deleted between lookup and log: the call stays, says why, and goes to whom the agent gives it', async () => {
  // Long between two passes: only the log and the look at the card may tell of the deletion.
  const host = synced.host({ catchUpEveryMs: 3_600_000 });
  host.start(ROMASHKA);
  await until(() => synced.progress.some(({ phase }) => phase === 'idle'));
  const [shown] = known();
  if (shown?.entity !== 'contact') throw new Error('the demo has no certain contact');
  synced.sandbox.sandbox.bin('romashka', { type: 'contacts', id: shown.id });

  // The service knows its own users only.
  const account = await synced.sandbox.ask('/api/v4/account');
  fixture.journal.accounts.put({ ...accountRow(), userId: Number(at(account.body, 'current_user_id')) });
  fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
  const chosen = { entity: 'contact' as const, entityId: shown.id, leadId: null, name: shown.name };
  fixture.journal.calls.setChosen(ACCOUNT, 'a', chosen);
  fixture.outbox.logCall(ACCOUNT, 'a', 4);
  await fixture.clock.advance(60_000);
  await until(() => fixture.state('a').state === 'failed');
  expect(fixture.state('a')).toMatchObject({ failure: 'entityNotFound' });

  const gone = goneTarget(fixture.journal, ACCOUNT, 'a');
  expect(gone).toEqual({ entity: 'contact', id: shown.id });
  if (gone) host.remember(ROMASHKA.key, { gone: [gone] });
  await until(() => known().length === 0);

  const list = await synced.sandbox.ask('/api/v4/contacts?limit=1');
  const other = Number(at(listAt(list.body, '_embedded', 'contacts')[0], 'id'));
  const before = await callNotes(other);
  fixture.journal.calls.setChosen(ACCOUNT, 'a', { ...chosen, entityId: other });
  fixture.outbox.retry(ACCOUNT, 'a');
  await until(() => fixture.state('a').state === 'logged');
  expect(await callNotes(other)).toBe(before + 1);
  expect(goneTarget(fixture.journal, ACCOUNT, 'a')).toBeNull();
});

it('the pop’s own question after the ring finds the deletion too, and the next ring knows nobody', async () => {
  const host = synced.host({ catchUpEveryMs: 3_600_000 });
  host.start(ROMASHKA);
  await until(() => synced.progress.some(({ phase }) => phase === 'idle'));
  const matches = known();
  synced.sandbox.sandbox.bin('romashka', { type: 'contacts', id: matches[0]?.id ?? 0 });
  const refresh = createCallerRefresh({
    mirror: synced.reader,
    clientOf: (account) => synced.clientOf(account),
    contextOf: (account) => ({ account, userId: 1, region: 'RU', names: synced.reader }),
    remember: (account, fetched) => {
      host.remember(account, fetched);
    },
  });
  const shown: Caller = { certainty: 'certain', matches: [...matches], freshness: 'asking' };
  expect(await refresh.refresh(ROMASHKA.key, number(), shown)).toEqual(ok([]));
  await until(() => known().length === 0);
});
