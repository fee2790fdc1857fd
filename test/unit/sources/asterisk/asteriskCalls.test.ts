import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AmiMessage, createAmiReader } from '../../../../main/sources/asterisk/amiReader.ts';
import { createAsteriskCalls } from '../../../../main/sources/asterisk/asteriskCalls.ts';
import { replayed, toldAs } from '../../../pbx/asteriskTold.ts';
import { scenes } from '../../../pbx/scenes.ts';

/** What a real Asterisk 22 sent, kept by `RINGSIDE_RECORD=1 npm run test:pbx`. */
const recorded = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, 'ami', `${name}.ami`));

describe('what Asterisk sent, told again', () => {
  it.each(scenes.map(({ name, expected }) => [name, expected] as const))('%s', (name, expected) => {
    expect(toldAs(replayed(recorded(name), 100_000))).toEqual(expected);
    // However the stream is cut.
    expect(toldAs(replayed(recorded(name), 7))).toEqual(expected);
  });

  it('the calls of other extensions are not told', () => {
    const calls = createAsteriskCalls('999');
    const reader = createAmiReader();
    reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
    for (const { name } of scenes) {
      for (const message of reader.push(recorded(name)) ?? []) expect(calls.take(message)).toEqual([]);
    }
  });

  it('an extension that begins like mine is not mine', () => {
    const calls = createAsteriskCalls('10');
    const reader = createAmiReader();
    reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
    for (const message of reader.push(recorded('incoming answered')) ?? [])
      expect(calls.take(message)).toEqual([]);
  });
});

describe('a caller who waits in a queue', () => {
  it('rings again as the same call, and is told as waiting between two rings, also where I declined', () => {
    const calls = createAsteriskCalls('101');
    const leg = (id: string, more: AmiMessage) =>
      calls.take({ DestUniqueid: id, DestLinkedid: 'Q1', DestChannel: `PJSIP/101-${id}`, ...more });
    const ring = (id: string) =>
      leg(id, { Event: 'DialBegin', Channel: 'PJSIP/trunk-1', CallerIDNum: '+79161234567' });
    const silent = (id: string, Cause: string) => calls.take({ Event: 'Hangup', Uniqueid: id, Cause });
    const reports = [
      ...ring('a1'),
      ...silent('a1', '0'),
      ...ring('a2'),
      ...leg('a2', { Event: 'DialEnd', DialStatus: 'BUSY' }),
      ...silent('a2', '17'),
      ...ring('a3'),
      ...silent('a3', '0'),
      ...silent('Q1', '16'),
    ];
    expect(reports.map(({ kind }) => kind)).toEqual([
      'ringing',
      'queued',
      'ringing',
      'ended',
      'queued',
      'ringing',
      'queued',
      'ended',
    ]);
    expect(new Set(reports.map(({ sourceCallId }) => sourceCallId))).toEqual(new Set(['Q1']));
  });

  it('waits no more when his channel is gone, whichever of the two hangs up first', () => {
    const calls = createAsteriskCalls('101');
    const kinds = [
      {
        Event: 'DialBegin',
        Channel: 'PJSIP/trunk-1',
        CallerIDNum: '+79161234567',
        DestChannel: 'PJSIP/101-a1',
        DestUniqueid: 'a1',
        DestLinkedid: 'Q1',
      },
      { Event: 'Hangup', Uniqueid: 'Q1', Cause: '127' },
      { Event: 'Hangup', Uniqueid: 'a1', Cause: '0' },
    ].flatMap((message) => calls.take(message).map(({ kind }) => kind));
    expect(kinds).toEqual(['ringing', 'ended']);
  });
});

it('a stream that is no AMI, or a line without end, is refused', () => {
  expect(createAmiReader().push(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toBeNull();
  const reader = createAmiReader();
  reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  expect(reader.push(Buffer.alloc(1_000_001, 0x61))).toBeNull();
});
