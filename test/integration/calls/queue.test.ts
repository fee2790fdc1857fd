import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AmiMessage, createAmiReader } from '../../../main/sources/asterisk/amiReader.ts';
import { createAsteriskCalls } from '../../../main/sources/asterisk/asteriskCalls.ts';
import { createCallsUnderTest, type CallsUnderTest } from './callsUnderTest.ts';

/** What a real Asterisk 22 sent of a queue that rings its member again, played into source, calls and pop. */
const reader = createAmiReader();
reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
const recorded = (name: string): readonly AmiMessage[] =>
  reader.push(
    readFileSync(path.join(import.meta.dirname, '../../unit/sources/asterisk/ami', `${name}.ami`)),
  ) ?? [];

const CUSTOMER = '+79161234567';
let ringing: CallsUnderTest;
let calls: ReturnType<typeof createAsteriskCalls>;
beforeEach(() => {
  ringing = createCallsUnderTest();
  calls = createAsteriskCalls('101');
});
afterEach(() => {
  ringing.close();
});

function hear(messages: readonly AmiMessage[]): void {
  for (const message of messages) {
    for (const { kind, rawNumber, ...more } of calls.take(message))
      ringing.report(kind, rawNumber, { source: 'asterisk', ...more });
  }
}

/** The recording, cut before each ring of my phone. */
function attempts(messages: readonly AmiMessage[]): readonly (readonly AmiMessage[])[] {
  const rings = messages.flatMap(({ Event, DestChannel }, index) =>
    Event === 'DialBegin' && DestChannel?.startsWith('PJSIP/101-') === true ? [index] : [],
  );
  return rings.map((from, index) => messages.slice(index === 0 ? 0 : from, rings[index + 1]));
}

const rows = (): readonly (string | null)[] =>
  ringing.journal.calls
    .since('a', 0)
    .map(({ endReason, rawNumber }) => `${rawNumber} ${endReason ?? 'live'}`);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('pops at each ring, also where the agent put it away or it counted as missed, and is one row', async () => {
  const [first = [], second = []] = attempts(recorded('queue rings again and is answered elsewhere'));
  hear(first);
  expect(ringing.visible()).toBe(true);
  // The queue pauses longer than the pop waits: it is a missed call for the time being.
  await ringing.clock.advance(12_000);
  await settled();
  expect(rows()).toEqual([`${CUSTOMER} missed`]);
  ringing.pop.putAway();
  expect(ringing.visible()).toBe(false);
  hear(second.slice(0, 1));
  expect(ringing.visible()).toBe(true);
  expect(ringing.shown.at(-1)?.calls.map(({ call }) => call.state)).toEqual(['ringing']);
  await settled();
  expect(rows()).toEqual([`${CUSTOMER} live`]);
  hear(second.slice(1));
  await settled();
  expect(rows()).toEqual([`${CUSTOMER} answeredElsewhere`]);
});

it('is missed once when the caller gives up, however often it rang', async () => {
  const [first = []] = attempts(recorded('queue given up between two rings'));
  const root = first.findLastIndex(({ Event }) => Event === 'Hangup');
  hear(first.slice(0, root));
  for (let again = 0; again < 3; again += 1) {
    await ringing.clock.advance(30_000);
    const begin = first.find(({ Event }) => Event === 'DialBegin');
    const leg = `again.${again}`;
    hear([{ ...begin, DestUniqueid: leg, DestChannel: `PJSIP/101-${again}a` }]);
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(15_000);
    hear([{ Event: 'Hangup', Uniqueid: leg, Cause: '0' }]);
  }
  hear(first.slice(root));
  await settled();
  expect(rows()).toEqual([`${CUSTOMER} missed`]);
});

it('a missed call that has its result stays as it is: the next ring is a call of its own', async () => {
  const [first = [], second = []] = attempts(recorded('queue rings again and is answered elsewhere'));
  hear(first);
  await ringing.clock.advance(12_000);
  await settled();
  const [missed] = ringing.journal.calls.since('a', 0);
  ringing.journal.calls.setResult('a', missed?.id ?? '', 3);
  hear(second.slice(0, 1));
  await settled();
  expect(new Set(rows())).toEqual(new Set([`${CUSTOMER} live`, `${CUSTOMER} missed`]));
});
