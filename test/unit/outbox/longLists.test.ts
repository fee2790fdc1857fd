import { expect, it } from 'vitest';
import { ACCOUNT, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import { MOST_PAGES } from '../../../main/crm/transport/pagination.ts';

it('a list that is longer than can be read does not say that the call is not there: nothing is sent again', async () => {
  const fixture = createOutboxUnderTest();
  const id = fixture.crm.addContact('Ivan', PHONE);
  // The service ignores filter and order both, so that what is looked for may stand on any page.
  fixture.crm.lists = { pageSize: 1, order: 'oldest', filters: false };
  for (let other = 0; other < MOST_PAGES + 5; other += 1)
    fixture.crm.addOtherCall({ entity: 'contact', id }, `other-${other}`);
  let isLost = false;
  fixture.crm.fate = (what) => {
    if (isLost || !what.startsWith('calls.add')) return 'works';
    isLost = true;
    return { failure: { kind: 'timeout', maySucceed: true, words: '' }, written: true };
  };
  fixture.logged('a');
  await fixture.clock.advance(10 * 60_000);
  expect(fixture.crm.calls.filter(({ uniq }) => uniq === 'a')).toHaveLength(1);
  expect(fixture.crm.requests.filter((what) => what.startsWith('calls.add'))).toHaveLength(1);
  expect(fixture.state('a')).toMatchObject({ state: 'waiting' });
  // Once it can be read whole the call is found.
  fixture.crm.lists = { pageSize: 250, order: 'newest', filters: true };
  fixture.outbox.wake(ACCOUNT);
  await fixture.clock.advance(10 * 60_000);
  expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  fixture.close();
}, 120_000);
