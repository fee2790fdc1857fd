import { describe, expect, it } from 'vitest';
import { ACCOUNT, createOutboxUnderTest, type OutboxUnderTest } from './outboxUnderTest.ts';

const LOST = { failure: { kind: 'timeout', maySucceed: true, words: '' }, written: true } as const;

function startBot(fixture: OutboxUnderTest): number {
  const target = { entity: 'lead', id: 9 } as const;
  const added = fixture.outbox.writes.add(ACCOUNT, null, [{ kind: 'runBot', target, botId: 3 }]);
  return added.ok ? (added.value[0]?.id ?? 0) : 0;
}

const open = (fixture: OutboxUnderTest) => fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;

describe('a bot of the account', () => {
  it('runs once, and after an unknown answer not again before the agent says so', async () => {
    const fixture = createOutboxUnderTest();
    fixture.crm.fate = () => LOST;
    const id = startBot(fixture);
    await fixture.clock.advance(86_400_000);
    expect(fixture.crm.bots).toEqual([3]);
    expect(open(fixture)).toMatchObject([{ state: 'failed', failure: 'perhapsDone', advice: 'runAgain' }]);

    fixture.crm.fate = () => 'works';
    fixture.outbox.writes.retry(ACCOUNT, id);
    await fixture.clock.advance(1_000);
    expect(fixture.crm.bots).toEqual([3, 3]);
    expect(open(fixture)).toEqual([]);
    fixture.close();
  });

  it('is asked about again when that attempt too has an unknown outcome: its answer lost, or the process killed', async () => {
    const fixture = createOutboxUnderTest();
    fixture.crm.fate = () => LOST;
    const id = startBot(fixture);
    await fixture.clock.advance(60_000);
    fixture.outbox.writes.retry(ACCOUNT, id);
    await fixture.clock.advance(86_400_000);
    expect(fixture.crm.bots).toEqual([3, 3]);
    expect(open(fixture)).toMatchObject([{ failure: 'perhapsDone' }]);

    fixture.crm.fate = () => ({ silence: true, written: true });
    fixture.outbox.writes.retry(ACCOUNT, id);
    await fixture.clock.advance(1_000);
    await fixture.restart();
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(86_400_000);
    expect(fixture.crm.bots).toEqual([3, 3, 3]);
    expect(open(fixture)).toMatchObject([{ failure: 'perhapsDone' }]);
    fixture.close();
  });

  it('that certainly did not start is started by itself', async () => {
    const fixture = createOutboxUnderTest();
    fixture.crm.fate = () => ({ failure: { kind: 'network', maySucceed: false, words: '' }, written: false });
    startBot(fixture);
    await fixture.clock.advance(10_000);
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(600_000);
    expect(fixture.crm.bots).toEqual([3]);
    expect(open(fixture)).toEqual([]);
    fixture.close();
  });

  it('discarded while nobody knows: it is gone, and nothing is sent', async () => {
    const fixture = createOutboxUnderTest();
    fixture.crm.fate = () => LOST;
    const id = startBot(fixture);
    await fixture.clock.advance(60_000);
    expect(fixture.outbox.writes.discard(ACCOUNT, id)).toEqual({ ok: true, value: null });
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(86_400_000);
    expect(fixture.crm.bots).toEqual([3]);
    expect(open(fixture)).toEqual([]);
    fixture.close();
  });
});
