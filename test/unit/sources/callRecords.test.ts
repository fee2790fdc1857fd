import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '../../property.ts';
import { expect, it, onTestFinished } from 'vitest';
import { readCallRecords } from '../../../main/sources/callRecords/callRecordFile.ts';
import { missedOf, recordOf } from '../../../main/sources/callRecords/callRecordLines.ts';

// What a switchboard missed while Ringside was off, by its own file of call records.

const at = (time: string): number => new Date(`2026-11-30T${time}`).getTime();
const asterisk = (src: string, device: string, time: string, talked = 0): string =>
  `"","${src}","600","from-trunk","""Anna, P."" <${src}>","PJSIP/trunk-0000001a","PJSIP/${device}-0000001b","Dial","PJSIP/${device},20","2026-11-30 ${time}",${talked > 0 ? `"2026-11-30 ${time}"` : ''},"2026-11-30 ${time}",20,${talked},"${talked > 0 ? 'ANSWERED' : 'NO ANSWER'}","DOCUMENTATION","1764518400.12",""`;
const freeswitch = (number: string, to: string, time: string, talked = 0): string =>
  `"Anna","${number}","${to}","default","2026-11-30 ${time}","","2026-11-30 ${time}","20","${talked}","${talked > 0 ? 'NORMAL_CLEARING' : 'NO_ANSWER'}","b0b-1","","1000","PCMU","PCMU"`;

it.each([
  ['asterisk', asterisk('+79161234567', '101', '10:00:00'), 'PJSIP/101-0000001b'],
  ['freeswitch', freeswitch('+79161234567', '1001', '10:00:00'), '1001'],
] as const)('a line of %s tells who called, where it rang and when', (dialect, line, where) => {
  expect(recordOf(line, dialect)).toEqual({
    number: '+79161234567',
    line: where,
    startedAt: at('10:00:00'),
    endedAt: at('10:00:00'),
    wasAnswered: false,
  });
});

it('what is no record is left, whatever it is', () => {
  for (const dialect of ['asterisk', 'freeswitch'] as const) {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (line) => {
        expect(recordOf(line, dialect) === null || line.includes(':')).toBe(true);
      }),
    );
    expect(recordOf('', dialect)).toBeNull();
    expect(recordOf('x'.repeat(10_000), dialect)).toBeNull();
  }
});

it('missed are callers that rang the agent and that nobody took, once each', () => {
  const records = [
    asterisk('+79160000001', '101', '10:00:00'),
    // The other leg of the group, of the same call.
    asterisk('+79160000001', '101', '10:00:02'),
    // A colleague took this one.
    asterisk('+79160000002', '101', '10:05:00'),
    asterisk('+79160000002', '102', '10:05:00', 33),
    // Another's phone, and one from before.
    asterisk('+79160000003', '102', '10:10:00'),
    asterisk('+79160000004', '101', '08:00:00'),
    // Again later: another call.
    asterisk('+79160000001', '101', '11:00:00'),
  ].map((line) => recordOf(line, 'asterisk'));
  const read = records.filter((record) => record !== null);
  expect(read).toHaveLength(7);
  expect(missedOf(read, ['101'], at('09:00:00')).map(({ number, startedAt }) => [number, startedAt])).toEqual(
    [
      ['+79160000001', at('10:00:00')],
      ['+79160000001', at('11:00:00')],
    ],
  );
});

it('of a file that has grown for years the end is read, from a whole line on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-records-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'Master.csv');
  const old = asterisk('+79160000001', '101', '08:00:00');
  const last = asterisk('+79160000009', '101', '10:00:00');
  writeFileSync(path, `${`${old}\n`.repeat(12_000)}${last}\n`);
  const records = await readCallRecords(path, 'asterisk');
  expect(records.at(-1)?.number).toBe('+79160000009');
  expect(records.length).toBeLessThan(12_000);
  await expect(readCallRecords(join(folder, 'none.csv'), 'asterisk')).rejects.toThrow('ENOENT');
});
