import { describe, expect, it } from 'vitest';
import { createNotificationService, noticeOf } from '../../../main/notifications/notificationService.ts';
import type { Notice, NoticeSetting } from '../../../main/notifications/notificationService.ts';
import type { ChangeFact } from '../../../main/mirror/changes/changeEvents.ts';
import { createFakeClock } from '../fakeClock.ts';

const NOW = Date.UTC(2025, 10, 20, 9);
const at = NOW / 1_000 - 5;
const ME = 7;
const setting: NoticeSetting = {
  userId: ME,
  now: NOW,
  justWrote: (entity, id) => entity === 'lead' && id === 99,
  leadName: (id) => `Lead ${id}`,
  stageName: (_pipeline, status) => `Stage ${status}`,
};
const moved: ChangeFact = {
  kind: 'leadMoved',
  leadId: 5,
  name: 'Roof',
  pipelineId: 1,
  statusId: 20,
  responsibleUserId: ME,
  by: 8,
  at,
};
const given: ChangeFact = { kind: 'leadGiven', leadId: 5, name: 'Roof', to: ME, by: 8, at };

describe('what an agent is told of', () => {
  it("is a stage of the agent's own deal that a colleague changed, with the card a click opens", () => {
    expect(noticeOf(moved, setting)).toEqual({
      kind: 'leadMoved',
      name: 'Roof',
      stage: 'Stage 20',
      card: { kind: 'lead', id: 5 },
    });
    expect(noticeOf({ ...moved, responsibleUserId: 8 }, setting)).toBeNull();
  });

  it('is a deal or a task given to the agent, and an incoming lead by phone, not by a form', () => {
    expect(noticeOf(given, setting)?.kind).toBe('leadGiven');
    expect(noticeOf({ ...given, to: 8 }, setting)).toBeNull();
    const task = { kind: 'taskGiven', taskId: 3, text: 'Call', about: null, dueAt: 0, by: 8, at } as const;
    expect(noticeOf(task, setting)).toMatchObject({ kind: 'taskGiven', name: 'Call', card: null });
    const incoming = { kind: 'incomingLead', uid: 'u', category: 'sip', leadId: 4, by: 0, at } as const;
    expect(noticeOf(incoming, setting)).toMatchObject({ kind: 'incomingCall', name: 'Lead 4' });
    expect(noticeOf({ ...incoming, category: 'forms' }, setting)).toBeNull();
  });

  it('is nothing the agent did: by the author the CRM names, or written from here a moment ago', () => {
    expect(noticeOf({ ...moved, by: ME }, setting)).toBeNull();
    expect(noticeOf({ ...moved, leadId: 99, by: null }, setting)).toBeNull();
    // A robot is not the agent.
    expect(noticeOf({ ...moved, by: 0 }, setting)).not.toBeNull();
  });

  it('is no history: what a catch-up finds after the night is not told', () => {
    expect(noticeOf({ ...moved, at: at - 3_600 }, setting)).toBeNull();
  });
});

describe('notices', () => {
  const notice = (id: number): Notice => ({
    kind: 'leadGiven',
    name: `Lead ${id}`,
    stage: '',
    card: { kind: 'lead', id },
  });
  const start = ({ isOn = true, isQuiet = false, isNamed = (): boolean => true } = {}) => {
    const clock = createFakeClock();
    const shown: string[] = [];
    const service = createNotificationService({
      clock,
      isOn: () => isOn,
      isQuiet: () => isQuiet,
      isNamed,
      show: (account, kind, notices) => shown.push(`${account} ${kind} ${notices.length}`),
    });
    return { clock, shown, service };
  };

  it('shows a few each for itself, many of a kind as one, one that is told twice once', async () => {
    const { clock, shown, service } = start();
    service.add('a', notice(1));
    service.add('a', notice(1));
    service.add('a', notice(2));
    for (const id of [1, 2, 3, 4, 5]) service.add('b', notice(id));
    await clock.advance(2_000);
    expect(shown).toEqual(['a leadGiven 1', 'a leadGiven 1', 'b leadGiven 5']);
  });

  it('tells of an incoming lead by phone once, also when it is the agent’s from the start', async () => {
    const { clock, shown, service } = start();
    service.add('a', notice(1));
    service.add('a', { ...notice(1), kind: 'incomingCall', name: '' });
    service.add('a', notice(2));
    await clock.advance(2_000);
    expect(shown).toEqual(['a incomingCall 1', 'a leadGiven 1']);
    // The CRM's own answer about the deal may come a while later.
    service.add('a', notice(1));
    service.add('b', notice(1));
    await clock.advance(2_000);
    expect(shown.slice(2)).toEqual(['b leadGiven 1']);
  });

  it('waits ten seconds for the name of what it tells, and no longer', async () => {
    let named = false;
    const { clock, shown, service } = start({ isNamed: () => named });
    service.add('a', notice(1));
    await clock.advance(5_000);
    expect(shown).toEqual([]);
    named = true;
    await clock.advance(2_000);
    expect(shown).toEqual(['a leadGiven 1']);
    named = false;
    service.add('a', notice(2));
    await clock.advance(11_000);
    expect(shown).toEqual(['a leadGiven 1', 'a leadGiven 1']);
  });

  it('tells three accounts at once each its own, also where the cards have one id and one name', async () => {
    const { clock, shown, service } = start();
    for (const account of ['a', 'b', 'c']) service.add(account, notice(1));
    service.add('b', notice(2));
    await clock.advance(2_000);
    expect(shown).toEqual(['a leadGiven 1', 'b leadGiven 1', 'b leadGiven 1', 'c leadGiven 1']);
  });

  it('shows nothing that is switched off, and nothing in quiet hours', async () => {
    for (const options of [{ isOn: false }, { isQuiet: true }]) {
      const { clock, shown, service } = start(options);
      service.add('a', notice(1));
      await clock.advance(2_000);
      expect(shown).toEqual([]);
    }
  });
});
