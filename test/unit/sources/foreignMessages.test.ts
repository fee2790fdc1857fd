import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { createAmiReader, isTooOld } from '../../../main/sources/asterisk/amiReader.ts';
import { callEventOf, readBaresip } from '../../../main/sources/baresip/baresipEvents.ts';
import { readBriaCalls } from '../../../main/sources/bria/briaReader.ts';
import { readForeignObject } from '../../../main/sources/foreignFields.ts';

const needed = { 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': 'leg' };

describe('one odd field never costs the message', () => {
  it('of FreeSWITCH or baresip, whatever else is in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (others) => {
        const read = readForeignObject(JSON.stringify({ ...others, ...needed }));
        expect(read?.fields).toMatchObject(needed);
      }),
    );
  });

  it('a list gives its first text, a number and a truth value are text, the rest is counted', () => {
    expect(
      readForeignObject('{"a":["x","y"],"b":7,"c":true,"d":{"e":1},"f":[],"g":null,"h":[{},"z"]}'),
    ).toEqual({
      fields: { a: 'x', b: '7', c: 'true', h: 'z' },
      left: 2,
    });
    for (const text of ['', 'null', '[1]', '"x"', '{']) expect(readForeignObject(text)).toBeNull();
  });

  it('of baresip: a direction and a parameter of another kind are left, the ring is told', () => {
    const { message, left } = readBaresip(
      '{"event":true,"type":"CALL_INCOMING","id":17,"direction":"sideways","peeruri":"sip:+79031112233@pbx","param":{"a":1}}',
    );
    expect(left).toBe(1);
    expect(message !== null && 'event' in message ? callEventOf(message) : null).toMatchObject({
      kind: 'ringing',
      sourceCallId: '17',
      direction: null,
      rawNumber: 'sip:+79031112233@pbx',
    });
    expect(readBaresip('{"class":"other"}')).toEqual({ message: null, left: 1 });
  });

  it('of Asterisk: a line without a colon is left and counted', () => {
    const reader = createAmiReader();
    expect(
      reader.push(
        Buffer.from('Asterisk Call Manager/11.0.0\r\nEvent: Hangup\r\nodd\r\nUniqueid: 1.1\r\n\r\n'),
      ),
    ).toEqual([{ Event: 'Hangup', Uniqueid: '1.1' }]);
    expect([reader.takeUnread(), reader.takeUnread()]).toEqual([1, 0]);
  });

  it('of Bria: its list is known by its type, however the tag is written', () => {
    const call =
      '<call><id>1</id><participants><participant><number>1</number><state>Ringing</state></participant></participants></call>';
    for (const tag of ['type="call"', "type='call'", 'version="2" type = "call" x="y"'])
      expect(readBriaCalls(`<status ${tag}>${call}</status>`)).toHaveLength(1);
    expect(readBriaCalls('<status type="calls">x</status>')).toBeNull();
  });
});

it('an AMI before version 2 tells calls otherwise: Asterisk up to 11', () => {
  expect(['1.0', '1.1', '1.3', '1'].map(isTooOld)).toEqual([true, true, true, true]);
  expect(['2.8.0', '5.0.1', '11.0.0', '10.0.0'].map(isTooOld)).toEqual([false, false, false, false]);
});
