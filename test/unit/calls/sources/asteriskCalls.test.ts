import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAmiReader } from '../../../../main/calls/sources/amiMessages.ts';
import { createAsteriskCalls, type AsteriskReport } from '../../../../main/calls/sources/asteriskCalls.ts';
import { toldAs } from '../../../pbx/asteriskTold.ts';
import { scenes } from '../../../pbx/scenes.ts';

/** What a real Asterisk 22 sent, kept by `RINGSIDE_RECORD=1 npm run test:pbx`. */
const recorded = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, 'ami', `${name}.ami`));

function tell(bytes: Buffer, piece: number): readonly AsteriskReport[] {
  const reader = createAmiReader();
  reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  const calls = createAsteriskCalls('101');
  const reports: AsteriskReport[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    for (const message of reader.push(bytes.subarray(at, at + piece)) ?? [])
      reports.push(...calls.take(message, 0));
  }
  return reports;
}

describe('what Asterisk sent, told again', () => {
  it.each(scenes.map(({ name, expected }) => [name, expected] as const))('%s', (name, expected) => {
    expect(toldAs(tell(recorded(name), 100_000))).toEqual(expected);
    // However the stream is cut.
    expect(toldAs(tell(recorded(name), 7))).toEqual(expected);
  });

  it('the calls of other extensions are not told', () => {
    const calls = createAsteriskCalls('999');
    const reader = createAmiReader();
    reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
    for (const { name } of scenes) {
      for (const message of reader.push(recorded(name)) ?? []) expect(calls.take(message, 0)).toEqual([]);
    }
  });

  it('an extension that begins like mine is not mine', () => {
    const calls = createAsteriskCalls('10');
    const reader = createAmiReader();
    reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
    for (const message of reader.push(recorded('incoming answered')) ?? [])
      expect(calls.take(message, 0)).toEqual([]);
  });
});

describe('a caller who waits in a queue', () => {
  it('is missed ten seconds after my phone stopped ringing when he is not put through again', () => {
    const reader = createAmiReader();
    reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
    const calls = createAsteriskCalls('101');
    const messages = reader.push(recorded('queue given up between two rings')) ?? [];
    const root = messages.findLastIndex(({ Event }) => Event === 'Hangup');
    const reports = messages.slice(0, root).flatMap((message) => calls.take(message, 1_000));
    expect(toldAs(reports)).toEqual(['ringing inbound +79161234567']);
    expect(calls.nextExpiry()).toBe(11_000);
    expect(calls.expire(10_999)).toEqual([]);
    expect(toldAs(calls.expire(11_000))).toEqual(['ended']);
    expect(calls.nextExpiry()).toBeNull();
  });
});

it('a stream that is no AMI, or a line without end, is refused', () => {
  expect(createAmiReader().push(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toBeNull();
  const reader = createAmiReader();
  reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  expect(reader.push(Buffer.alloc(1_000_001, 0x61))).toBeNull();
});
