import { expect, it } from 'vitest';
import { ACCOUNT, createDesk, PHONE } from './outboxUnderTest.ts';
import { MOST_PAGES } from '../../../main/crm/transport/pagination.ts';

it('a list that is longer than can be read does not say that the call is not there: nothing is sent again', async () => {
  const desk = createDesk();
  const id = desk.crm.addContact('Ivan', PHONE);
  // The service ignores filter and order both, so that what is looked for may stand on any page.
  desk.crm.lists = { pageSize: 1, order: 'oldest', filters: false };
  for (let other = 0; other < MOST_PAGES + 5; other += 1)
    desk.crm.addOtherCall({ entity: 'contact', id }, `other-${other}`);
  let isLost = false;
  desk.crm.fate = (what) => {
    if (isLost || !what.startsWith('calls.add')) return 'works';
    isLost = true;
    return { failure: { kind: 'timeout', maySucceed: true, words: '' }, written: true };
  };
  desk.logged('a');
  await desk.clock.advance(10 * 60_000);
  expect(desk.crm.calls.filter(({ uniq }) => uniq === 'a')).toHaveLength(1);
  expect(desk.crm.requests.filter((what) => what.startsWith('calls.add'))).toHaveLength(1);
  expect(desk.state('a')).toMatchObject({ state: 'waiting' });
  // Once it can be read whole the call is found.
  desk.crm.lists = { pageSize: 250, order: 'newest', filters: true };
  desk.outbox.wake(ACCOUNT);
  await desk.clock.advance(10 * 60_000);
  expect(desk.state('a')).toMatchObject({ state: 'logged' });
  desk.close();
}, 120_000);
