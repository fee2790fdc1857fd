import { describe, expect, it } from 'vitest';
import { createInbox } from '../../../../main/webhooks/apply/webhookInbox.ts';
import type { Inbox } from '../../../../main/webhooks/apply/webhookInbox.ts';
import type {
  openRelayConnection,
  RelayConnectionDeps,
  RelayConnectionState,
} from '../../../../main/webhooks/relay/relayConnection.ts';
import { PACE } from '../../../../main/webhooks/apply/catchUpPace.ts';
import type { WebhookFrame } from '../../../../main/mirror/changes/changeEvents.ts';
import { ok } from '../../../../main/common/result.ts';
import { createFakeClock } from '../../fakeClock.ts';
import { keptHere } from './keptHere.ts';

const NORTH = { key: 'north', accountId: 1, timezone: null };
const SOUTH = { key: 'south', accountId: 2, timezone: null };
const HOUR = 3_600_000;

/** An inbox whose relay line is a fake: what it was opened with, and what it says. */
function start() {
  const clock = createFakeClock();
  const { secrets, journal, vault } = keptHere();
  const lines: { readonly deps: RelayConnectionDeps; state: RelayConnectionState; ended: boolean }[] = [];
  const paces: string[] = [];
  const frames: { readonly account: string; readonly frame: WebhookFrame }[] = [];
  const changed: string[] = [];
  const used = new Set<string>();
  const openLine: typeof openRelayConnection = (deps) => {
    const line = { deps, state: { kind: 'connecting' } as RelayConnectionState, ended: false };
    lines.push(line);
    return { state: () => line.state, wake: () => {}, end: () => void (line.ended = true) };
  };
  const inbox: Inbox = createInbox({
    journal,
    vault,
    sync: {
      applyWebhooks: (account, frame) => {
        frames.push({ account, frame });
        return Promise.resolve({ outcome: 'stored', refetch: [], ignored: 0 });
      },
      streamPosition: () => Promise.resolve(null),
      setStreamPosition: () => {},
      setPace: (account, everyMs) => void paces.push(`${account} ${everyMs}`),
      catchUpNow: () => {},
    },
    isUsed: (account) => used.has(account),
    refetch: () => {},
    clock,
    random: () => 0,
    computerName: 'test',
    changed: (account) => void changed.push(account),
    stored: () => {},
    report: () => {},
    openLine,
    join: () =>
      Promise.resolve(
        ok({
          relay: 'https://relay.example',
          socketUrl: 'wss://relay.example/desktop',
          desktop: 'one token',
          accounts: [1, 2],
          token: 'secret',
        }),
      ),
  });
  const say = (state: RelayConnectionState): void => {
    const line = lines.at(-1);
    if (line === undefined) throw new Error('there is no line');
    line.state = state;
    line.deps.changed(state);
  };
  return { clock, inbox, lines, paces, frames, changed, used, secrets, say };
}

const EVENT = { seq: 1, at: 5, body: 'x' };

describe('how often an account is asked what changed', () => {
  it('follows its windows, its relay and what comes by it', async () => {
    const { clock, inbox, paces, used, say, lines } = start();
    inbox.open(NORTH);
    expect(paces.at(-1)).toBe(`north ${PACE.unused}`);
    used.add('north');
    inbox.windowsChanged('north');
    expect(paces.at(-1)).toBe(`north ${PACE.used}`);
    await inbox.join('north', 'a link');
    say({ kind: 'live', accounts: [1] });
    // Connected proves nothing.
    expect(paces.at(-1)).toBe(`north ${PACE.used}`);
    await lines.at(-1)?.deps.followers[0]?.store('epoch', [EVENT]);
    expect(paces.at(-1)).toBe(`north ${PACE.reconcile}`);
    say({ kind: 'waiting', why: 'unreachable' });
    expect(paces.at(-1)).toBe(`north ${PACE.used}`);
    say({ kind: 'live', accounts: [1] });
    expect(paces.at(-1)).toBe(`north ${PACE.reconcile}`);
    // A catch-up that finds what no event told: not relied on for an hour.
    await clock.advance(10 * 60_000);
    inbox.onChangeFacts('north', [{ kind: 'leadGiven', leadId: 1, name: '', to: 7, by: 8, at: 1 }], 'sync');
    expect(paces.at(-1)).toBe(`north ${PACE.used}`);
    await clock.advance(HOUR);
    await lines.at(-1)?.deps.followers[0]?.store('epoch', [{ ...EVENT, seq: 2 }]);
    expect(paces.at(-1)).toBe(`north ${PACE.reconcile}`);
    // Without its relay nothing comes any more.
    inbox.leave('north');
    expect(paces.at(-1)).toBe(`north ${PACE.used}`);
  });

  it('is slowed by webhooks posted to this computer too', async () => {
    const { inbox, paces } = start();
    inbox.open(NORTH);
    expect(await inbox.receive('north', 'x')).toBe(true);
    expect(paces.at(-1)).toBe(`north ${PACE.reconcile}`);
  });
});

describe('two accounts of one invite', () => {
  it('share one token and one connection, each with its own events; one of them may leave', async () => {
    const { inbox, lines, frames, secrets } = start();
    inbox.open(NORTH);
    inbox.open(SOUTH);
    await inbox.join('north', 'a link');
    expect([...secrets.keys()].toSorted()).toEqual(['north', 'south']);
    const open = lines.filter(({ ended }) => !ended);
    expect(open).toHaveLength(1);
    const followers = open[0]?.deps.followers ?? [];
    expect(followers.map(({ accountId }) => accountId)).toEqual([1, 2]);
    await followers[1]?.store('epoch', [EVENT]);
    expect(frames.map(({ account, frame }) => [account, frame.accountId])).toEqual([['south', 2]]);

    inbox.leave('north');
    expect([...secrets.keys()]).toEqual(['south']);
    const left = lines.filter(({ ended }) => !ended);
    expect(left).toHaveLength(1);
    expect(left[0]?.deps.followers.map(({ accountId }) => accountId)).toEqual([2]);
    expect(inbox.state('north').relay).toBeNull();
    expect(inbox.state('south').relay).toBe('https://relay.example');
  });
});

describe('one token on two computers', () => {
  it('is said, and not fought over: the line that was replaced stays down until somebody asks', async () => {
    const { inbox, say, paces, used } = start();
    used.add('north');
    inbox.open(NORTH);
    await inbox.join('north', 'a link');
    say({ kind: 'replaced' });
    expect(inbox.state('north').line).toEqual({ kind: 'replaced' });
    expect(paces.at(-1)).toBe(`north ${PACE.used}`);
  });
});

describe('a line that another computer replaced', () => {
  it('comes back when the agent says so, and for nothing else', async () => {
    const { inbox, lines, say, changed } = start();
    inbox.open(NORTH);
    await inbox.join(NORTH.key, 'link');
    say({ kind: 'replaced' });
    const before = lines.length;
    // A restart of the line for another reason: the account is signed in again, an account is added.
    inbox.open(NORTH);
    inbox.wake();
    expect(inbox.state(NORTH.key).line).toEqual({ kind: 'replaced' });
    expect(lines).toHaveLength(before);
    changed.length = 0;
    inbox.takeBack(NORTH.key);
    expect(lines).toHaveLength(before + 1);
    expect(inbox.state(NORTH.key).line).toEqual({ kind: 'connecting' });
    expect(changed).toContain(NORTH.key);
  });
});
