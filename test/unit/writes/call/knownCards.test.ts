import { afterEach, expect, it } from 'vitest';
import { storedSpelling } from '../../../../main/writes/call/knownCards.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest } from '../../outbox/outboxUnderTest.ts';
import type { OutboxUnderTest } from '../../outbox/outboxUnderTest.ts';

let fixture: OutboxUnderTest | null = null;
afterEach(() => {
  fixture?.close();
  fixture = null;
});

/** A call from this number gets its result. */
async function logged(from: OutboxUnderTest, e164: string): Promise<readonly string[]> {
  from.journal.calls.putFacts(callFacts('a', from.clock.now(), { e164, rawNumber: e164 }));
  from.outbox.logCall(ACCOUNT, 'a', 4);
  await from.clock.advance(10_000);
  return from.crm.requests.filter((what) => /add/.test(what));
}

it.each([
  // WhatsApp's spelling in the CRM, the dialled one on the line: the service compares ten digits.
  ['+5531987654321', ['+553187654321'], '+553187654321'],
  ['+553187654321', ['+55 31 98765-4321'], '+55 31 98765-4321'],
  ['+5491123456789', ['011 15-2345-6789'], '011 15-2345-6789'],
  ['+541123456789', ['+5491123456789'], '+541123456789'],
  ['+79161234567', ['8 (916) 123-45-67 доб. 12'], '+79161234567'],
  ['+79161234567', [], '+79161234567'],
])('a call from %s of a card with %j is sent with %s', (phone, spellings, sent) => {
  expect(storedSpelling(phone, spellings)).toBe(sent);
});

it('the card with the other spelling of the line gets the call', async () => {
  fixture = createOutboxUnderTest({ cards: { spellings: () => ['+553187654321'], soleHolder: () => null } });
  const card = fixture.crm.addContact('Bruna', '+553187654321');
  expect(await logged(fixture, '+5531987654321')).toEqual(['calls.add:a']);
  expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  expect(fixture.crm.calls).toMatchObject([{ entity: 'contact', entity_id: card, uniq: 'a' }]);
});

it('a number among words, which the service does not find, goes to the one card that has it', async () => {
  let card = 0;
  fixture = createOutboxUnderTest({
    cards: { spellings: () => ['8 916 123-45-67'], soleHolder: () => ({ entity: 'contact', id: card }) },
  });
  card = fixture.crm.addContact('Ivan', '8 916 123-45-67 с 9 до 18');
  expect(await logged(fixture, '+79161234567')).toEqual(['calls.add:a', `notes.addCall:a:contact:${card}`]);
  expect(fixture.state('a')).toMatchObject({ state: 'logged' });
});

it('with several cards, or none, the agent is asked as before', async () => {
  fixture = createOutboxUnderTest({ cards: { spellings: () => [], soleHolder: () => null } });
  await logged(fixture, '+79161234567');
  expect(fixture.state('a')).toMatchObject({ state: 'failed' });
});
