import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { amiAction, createAmiReader } from '../../../main/sources/asterisk/amiReader.ts';
import { briaRequest, readBriaFrame, xmlText } from '../../../main/sources/bria/briaReader.ts';
import { eslCommand } from '../../../main/sources/freeswitch/eslReader.ts';
import { baresipCommand, createNetstringReader } from '../../../main/sources/netstring.ts';

/** What a caller, a CRM or the agent may have written: any text, and pieces of each protocol more often than chance has them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\n\n',
        '\0',
        '\u2028',
        'Action: Originate',
        'Application: System',
        'api system rm',
        '5:hello,',
        '"}',
        ',',
        '</number>',
        '<number>',
        ']]>',
        '&#10;',
        'Content-Length: 0',
      ),
    ),
  )
  .map((pieces) => pieces.join(''));

describe('no text of a stranger forms a second command', () => {
  it('of Asterisk: one block, with the keys that were given', () => {
    fc.assert(
      fc.property(hostile, hostile, (number, name) => {
        const text = amiAction({ Action: 'Originate', Exten: number, Variable: name, ActionID: '7' });
        const reader = createAmiReader();
        const blocks = reader.push(Buffer.from(`Asterisk Call Manager/11.0.0\r\n${text}`));
        expect(blocks?.map((block) => Object.keys(block))).toEqual([
          ['Action', 'Exten', 'Variable', 'ActionID'],
        ]);
        expect(blocks?.[0]).toMatchObject({ Action: 'Originate', ActionID: '7' });
        // Asterisk takes a bare line feed for the end of a line, too.
        expect(text.split('\n')).toHaveLength(6);
      }),
    );
  });

  it('of FreeSWITCH: one line, and the empty one that ends it', () => {
    fc.assert(
      fc.property(hostile, (number) => {
        const sent = eslCommand(`bgapi originate user/101 ${number}`);
        expect(sent.startsWith('bgapi originate user/101')).toBe(true);
        expect(sent.endsWith('\n\n')).toBe(true);
        expect(sent.slice(0, -2)).not.toMatch(/[\r\n\0]/u);
      }),
    );
  });

  it('of baresip: one netstring of one object, and its parameters one line', () => {
    fc.assert(
      fc.property(hostile, (number) => {
        const texts = createNetstringReader().push(Buffer.from(baresipCommand('dial', number, 'dial 1')));
        expect(texts).toHaveLength(1);
        const said = JSON.parse(texts?.[0] ?? '') as Readonly<Record<string, string>>;
        expect(Object.keys(said)).toEqual(['command', 'params', 'token']);
        expect(said).toMatchObject({ command: 'dial', token: 'dial 1' });
        expect(said['params']).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  it('of Bria: one frame as long as it says, and one number in it', () => {
    fc.assert(
      fc.property(hostile, (number) => {
        const sent = briaRequest('/call', 3, `<dial><number>${xmlText(number)}</number></dial>`);
        const frame = readBriaFrame(sent.replace(/^GET /u, 'POST '));
        expect(frame?.headers).toMatchObject({ 'transaction-id': '3', 'content-type': 'application/xml' });
        expect(Buffer.byteLength(frame?.body ?? '')).toBe(Number(frame?.headers['content-length']));
        expect(frame?.body.match(/<\/?[a-z]+>/gu)).toEqual(['<dial>', '<number>', '</number>', '</dial>']);
      }),
    );
  });
});
