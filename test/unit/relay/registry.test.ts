import { describe, expect, it } from 'vitest';
import type { RecordStore } from '../../../relay/registry/records.ts';
import { openRegistry } from '../../../relay/registry/registry.ts';

/** What several relays share. Each hears of what others put when the test says so, as over a network. */
function createShared(): { readonly store: () => RecordStore } {
  const records = new Map<string, string>();
  return {
    store: () => ({
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

const NOBODY = { accounts: [], now: () => 0 };

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
