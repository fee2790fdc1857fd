import { describe, expect, it } from 'vitest';
import { ACCOUNT, createDesk, type Desk } from './outboxUnderTest.ts';

const LOST = { failure: { kind: 'timeout', maySucceed: true, words: '' }, written: true } as const;

function startBot(desk: Desk): number {
  const target = { entity: 'lead', id: 9 } as const;
  const added = desk.outbox.writes.add(ACCOUNT, null, [{ kind: 'runBot', target, botId: 3 }]);
  return added.ok ? (added.value[0]?.id ?? 0) : 0;
}

const open = (desk: Desk) => desk.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;

describe('a bot of the account', () => {
  it('runs once, and after an unknown answer not again before the agent says so', async () => {
    const desk = createDesk();
    desk.crm.fate = () => LOST;
    const id = startBot(desk);
    await desk.clock.advance(86_400_000);
    expect(desk.crm.bots).toEqual([3]);
    expect(open(desk)).toMatchObject([{ state: 'failed', failure: 'perhapsDone', advice: 'runAgain' }]);

    desk.crm.fate = () => 'works';
    desk.outbox.writes.retry(ACCOUNT, id);
    await desk.clock.advance(1_000);
    expect(desk.crm.bots).toEqual([3, 3]);
    expect(open(desk)).toEqual([]);
    desk.close();
  });

  it('is asked about again when that attempt too has an unknown outcome: its answer lost, or the process killed', async () => {
    const desk = createDesk();
    desk.crm.fate = () => LOST;
    const id = startBot(desk);
    await desk.clock.advance(60_000);
    desk.outbox.writes.retry(ACCOUNT, id);
    await desk.clock.advance(86_400_000);
    expect(desk.crm.bots).toEqual([3, 3]);
    expect(open(desk)).toMatchObject([{ failure: 'perhapsDone' }]);

    desk.crm.fate = () => ({ silence: true, written: true });
    desk.outbox.writes.retry(ACCOUNT, id);
    await desk.clock.advance(1_000);
    await desk.restart();
    desk.crm.fate = () => 'works';
    await desk.clock.advance(86_400_000);
    expect(desk.crm.bots).toEqual([3, 3, 3]);
    expect(open(desk)).toMatchObject([{ failure: 'perhapsDone' }]);
    desk.close();
  });

  it('that certainly did not start is started by itself', async () => {
    const desk = createDesk();
    desk.crm.fate = () => ({ failure: { kind: 'network', maySucceed: false, words: '' }, written: false });
    startBot(desk);
    await desk.clock.advance(10_000);
    desk.crm.fate = () => 'works';
    await desk.clock.advance(600_000);
    expect(desk.crm.bots).toEqual([3]);
    expect(open(desk)).toEqual([]);
    desk.close();
  });

  it('discarded while nobody knows: it is gone, and nothing is sent', async () => {
    const desk = createDesk();
    desk.crm.fate = () => LOST;
    const id = startBot(desk);
    await desk.clock.advance(60_000);
    expect(desk.outbox.writes.discard(ACCOUNT, id)).toEqual({ ok: true, value: null });
    desk.crm.fate = () => 'works';
    await desk.clock.advance(86_400_000);
    expect(desk.crm.bots).toEqual([3]);
    expect(open(desk)).toEqual([]);
    desk.close();
  });
});
