import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { createMissedWhileAway } from '../../../main/calls/history/missedWhileAway.ts';
import { routeCall } from '../../../main/calls/matching/callRouting.ts';
import { createAwayCalls } from '../../../main/compose/awayCalls.ts';
import { createCallsUnderTest, type CallsUnderTest } from './callsUnderTest.ts';
import { sampleAccount } from '../../unit/journal/sample.ts';

// While you were away (issue "The agent's whole day", A): what a switchboard missed while Ringside was off is listed, never popped.

const MINUTE = 60_000;
const NUMBER = '+79161234567';
let fixture: CallsUnderTest;
beforeEach(() => {
  fixture = createCallsUnderTest();
});
afterEach(() => {
  fixture.close();
});

const account = { ...sampleAccount('a'), crmName: 'A', clockAhead: 0, sessionOnly: false };
const reading = (path: string) => {
  let ids = 0;
  const missed = createMissedWhileAway({
    journal: fixture.journal,
    callViews: fixture.callViews,
    clock: fixture.clock,
    newId: () => `away-${(ids += 1)}-${fixture.clock.now()}`,
    route: ({ number }) =>
      routeCall(number, null, [account], { mirror: fixture.mirror.reader, choices: { get: () => null } }),
    ignores: () => false,
    serviceClockOf: () => null,
  });
  return createAwayCalls({
    memory: fixture.journal.memory,
    clock: fixture.clock,
    settingsOf: () => ({ on: true, extension: '101', callRecords: path }),
    missed,
    logError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
};
const two = (part: number): string => String(part).padStart(2, '0');
function line(number: string, ms: number): string {
  const at = new Date(ms);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `"","${number}","101","in","","PJSIP/t-0000001a","PJSIP/101-0000001b","Dial","","${time}",,"${time}",20,0,"NO ANSWER","DOCUMENTATION"\n`;
}
const listed = () =>
  fixture.journal.history.missed('a', 0).map(({ number, startedAt }) => [number, startedAt]);

it('is listed with the missed at its own time, once, and the pop hears nothing of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-away-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'Master.csv');
  const started = fixture.clock.now();
  writeFileSync(path, line('+79160000001', started - 60 * MINUTE));
  const read = reading(path);
  await read('asterisk');
  expect(listed(), 'the first time nothing is taken over').toEqual([]);

  await fixture.clock.advance(300 * MINUTE);
  const called = started + 100 * MINUTE;
  // Heard here, too: another number, just before Ringside was closed.
  fixture.report('ringing', '+79160000002');
  fixture.report('missed', '+79160000002');
  await fixture.clock.advance(MINUTE);
  const heard = listed();
  const shown = fixture.shown.length;
  writeFileSync(path, `${line(NUMBER, called)}${line('+79160000002', fixture.clock.now() - MINUTE)}`);
  await read('asterisk');
  await read('asterisk');
  expect(new Set(listed().map(String))).toEqual(new Set([...heard, [NUMBER, called]].map(String)));
  expect(listed()).toHaveLength(2);
  const [away] = fixture.journal.history.page('a', 'all', { startedAt: called + 1, id: '' }, 1);
  expect(away).toMatchObject({ source: 'whileAway', state: 'ended', endReason: 'missed', rawNumber: NUMBER });
  expect(fixture.shown).toHaveLength(shown);
  expect(fixture.visible()).toBe(false);
  // By the rule of every missed call.
  expect(fixture.journal.missedToLog.list('a').map(({ number }) => number)).toContain(NUMBER);
});
