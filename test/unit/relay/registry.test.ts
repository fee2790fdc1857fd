import { describe, expect, it } from 'vitest';
import type { RecordStore } from '../../../relay/registry/records.ts';
import { openRegistry } from '../../../relay/registry/relayRegistry.ts';
import { createMovedClock } from './movedClock.ts';

/** What several relays share. Each hears of what others put when the test says so, as over a network. */
function createShared(): { readonly store: () => RecordStore } {
  const records = new Map<string, string>();
  return {
    store: () => ({
      get: (key) => Promise.resolve(records.get(key) ?? null),
      all: () => Promise.resolve(new Map(records)),
      put(key, value) {
        records.set(key, value);
        return Promise.resolve();
      },
      replace(key, expected, value) {
        if ((records.get(key) ?? null) !== expected) return Promise.resolve(false);
        records.set(key, value);
        return Promise.resolve(true);
      },
      watch: () => Promise.resolve(),
    }),
  };
}

const NOBODY = { accounts: [], clock: createMovedClock() };

describe('the first address, which is nobody’s yet', () => {
  it('is taken by one account when two relays are asked for two accounts at once; none stays open', async () => {
    const shared = createShared();
    const { registry: one } = await openRegistry(shared.store(), NOBODY);
    const { registry: other } = await openRegistry(shared.store(), NOBODY);
    const announced = one.hooks()[0]?.secret;
    expect(other.hooks()[0]?.secret).toBe(announced);
    const hooks = await Promise.all([one.hookFor(1), other.hookFor(2)]);
    expect(hooks.map(({ account }) => account)).toEqual([1, 2]);
    expect(hooks.filter(({ secret }) => secret === announced)).toHaveLength(1);
    const { registry: third } = await openRegistry(shared.store(), NOBODY);
    expect(
      third
        .hooks()
        .map(({ account }) => account)
        .toSorted((a, b) => Number(a) - Number(b)),
    ).toEqual([1, 2]);
  });

  it('is one account’s when two relays are asked for it at once', async () => {
    const shared = createShared();
    const { registry: one } = await openRegistry(shared.store(), NOBODY);
    const { registry: other } = await openRegistry(shared.store(), NOBODY);
    const [here, there] = await Promise.all([one.hookFor(1), other.hookFor(1)]);
    expect(here).toEqual(there);
    expect(here).toMatchObject({ account: 1, secret: one.hooks()[0]?.secret });
  });

  it('is taken by an account named at a later start, with --account', async () => {
    const shared = createShared();
    const { registry: before } = await openRegistry(shared.store(), NOBODY);
    const announced = before.hooks()[0]?.secret;
    const { registry } = await openRegistry(shared.store(), { ...NOBODY, accounts: [5] });
    expect(registry.hooks()).toMatchObject([{ account: 5, secret: announced }]);
  });

  it('stays the account’s that used it before the admin named another', async () => {
    const { registry } = await openRegistry(createShared().store(), NOBODY);
    const [first] = registry.hooks();
    if (first === undefined) throw new Error('there is no first address');
    await registry.bind(first, 1);
    const second = await registry.hookFor(2);
    expect(second.secret).not.toBe(first.secret);
    expect(await registry.bind(first, 2)).toMatchObject({ account: 1, secret: first.secret });
  });
});

const DAY = 24 * 60 * 60_000;

describe('an invite', () => {
  it.each([-30, -1, 0, 1, 30])(
    'is good for seven days of time that passes, the clock put right by %i days meanwhile',
    async (days) => {
      const clock = createMovedClock();
      const { registry } = await openRegistry(createShared().store(), { accounts: [], clock });
      const early = await registry.invite([1], 7 * DAY);
      const late = await registry.invite([1], 7 * DAY);
      clock.putRight(days * DAY);
      clock.pass(7 * DAY - 1);
      expect(await registry.join(early.code, 'early')).toMatchObject({ desktop: { accounts: [1] } });
      clock.pass(1);
      expect(await registry.join(late.code, 'late')).toBeNull();
    },
  );

  it('read by a relay whose clock went back a month is good for seven days and no more', async () => {
    const clock = createMovedClock();
    const shared = createShared();
    const { registry } = await openRegistry(shared.store(), { accounts: [], clock });
    const { code } = await registry.invite([1], 7 * DAY);
    clock.putRight(-30 * DAY);
    const { registry: again } = await openRegistry(shared.store(), { accounts: [], clock });
    clock.pass(7 * DAY);
    expect(await again.join(code, 'late')).toBeNull();
  });

  it('is looked up by its key: the other records are not read', async () => {
    const shared = createShared();
    const inner = shared.store();
    let scans = 0;
    const store = { ...inner, all: () => ((scans += 1), inner.all()) };
    const { registry } = await openRegistry(store, NOBODY);
    const { code } = await registry.invite([1], DAY);
    scans = 0;
    expect(await registry.join('x'.repeat(43), 'guess')).toBeNull();
    expect(await registry.join(code, 'desk')).not.toBeNull();
    expect(await registry.join(code, 'twice')).toBeNull();
    expect(scans).toBe(0);
  });
});

describe('tokens and secrets', () => {
  it('are found among many by what they are, and a revoked one is not', async () => {
    const { registry } = await openRegistry(createShared().store(), { ...NOBODY, accounts: [1, 2, 3] });
    const joined = [];
    for (let at = 0; at < 20; at += 1) {
      joined.push(await registry.join((await registry.invite([1], DAY)).code, `desk ${at}`));
    }
    for (const one of joined) expect(registry.findDesktop(one?.token ?? '')?.id).toBe(one?.desktop.id);
    await registry.revoke(joined[3]?.desktop.id ?? '');
    expect(registry.findDesktop(joined[3]?.token ?? '')).toBeNull();
    expect(registry.findDesktop('x'.repeat(43))).toBeNull();
    for (const hook of registry.hooks()) expect(registry.findHook(hook.secret)).toEqual(hook);
    expect(registry.findHook('x'.repeat(43))).toBeNull();
  });
});
