import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { addressKind, recordingUrl } from '../../../main/recordings/recordingAddress.ts';
import { mayBeSound, soundType } from '../../../main/recordings/recordingType.ts';

describe('a recording is never fetched from', () => {
  it.each([
    ['this computer', '127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
    ['an address that means none', '0.0.0.0', '0.1.2.3', '::'],
    ['a link’s own address, as a cloud’s metadata', '169.254.169.254', 'fe80::1', '::ffff:169.254.169.254'],
    ['a group, or everybody', '224.0.0.1', '255.255.255.255', 'ff02::1'],
    ['what is no address', 'example.com', ''],
  ])('%s', (_, ...addresses) => {
    expect(addresses.map(addressKind)).toEqual(addresses.map(() => 'never'));
  });

  it('the office’s network is told apart from the internet', () => {
    const office = [
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      'fd00::1',
      '::ffff:10.0.0.1',
    ];
    expect(office.map(addressKind)).toEqual(office.map(() => 'office'));
    const world = ['93.184.216.34', '172.32.0.1', '11.0.0.1', '2606:2800:220:1::1'];
    expect(world.map(addressKind)).toEqual(world.map(() => 'public'));
  });
});

describe('a link', () => {
  it('is asked over TLS alone, without a name, password or mark in it', () => {
    expect(recordingUrl('https://u:p@pbx.example.com:8443/a.mp3?t=1#x', null)?.href).toBe(
      'https://pbx.example.com:8443/a.mp3?t=1',
    );
    const others = [
      'http://pbx.example.com/a.mp3',
      'file:///etc/passwd',
      'ftp://x/a',
      'data:audio/wav,x',
      'javascript:1',
      'a.mp3',
      '',
    ];
    expect(others.map((link) => recordingUrl(link, null))).toEqual(others.map(() => null));
  });

  it('without TLS only to the demo’s own server', () => {
    const DEMO = 'http://127.0.0.1:4711';
    expect(recordingUrl('http://127.0.0.1:4711/r/1.wav', DEMO)).not.toBeNull();
    expect(recordingUrl('http://127.0.0.1:4712/r/1.wav', DEMO)).toBeNull();
    expect(recordingUrl('http://127.0.0.1:4711@evil.example/1.wav', DEMO)).toBeNull();
  });

  it('of any text is an https address or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.webUrl().map((url) => url.replace('http', 'gopher')),
        ),
        (text) => {
          const url = recordingUrl(text, null);
          expect(
            url === null || (url.protocol === 'https:' && url.username === '' && url.password === ''),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('what the bytes are', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  it('is said by themselves, not by the server', () => {
    expect(soundType(bytes('RIFF0000WAVEfmt '))).toBe('audio/wav');
    expect(soundType(bytes('ID3\x03'))).toBe('audio/mpeg');
    expect(soundType(bytes('\xff\xfb\x90'))).toBe('audio/mpeg');
    expect(soundType(bytes('OggS'))).toBe('audio/ogg');
    expect(soundType(bytes('0000ftypM4A '))).toBe('audio/mp4');
    expect(soundType(bytes('<!doctype html>'))).toBeNull();
    expect(soundType(bytes(''))).toBeNull();
  });

  it('a page, a picture or a program is not even read', () => {
    expect(['text/html; charset=utf-8', 'image/png', 'application/json'].map(mayBeSound)).toEqual([
      false,
      false,
      false,
    ]);
    expect(['audio/mpeg', 'Video/MP4', 'application/octet-stream', undefined].map(mayBeSound)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
