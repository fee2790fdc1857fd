import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import { asteriskKind } from '../../../main/sources/asterisk/asteriskSource.ts';
import { eventually } from '../../phones/eventually.ts';
import { startFakeAsterisk } from '../../phones/fakeAsterisk.ts';
import { openSource, until } from './openSource.ts';

const MIXMONITOR =
  'Event: MixMonitorStart\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-00000000\r\nUniqueid: 1795376436.0\r\nLinkedid: 1795376436.0\r\n\r\n';

/** A recorded call in, its channel recorded between ring and answer; what was asked for, and the link told with its end. */
async function recordedCall(recordings: string): Promise<{ asked: readonly string[]; links: unknown }> {
  const asterisk = await startFakeAsterisk('canary-secret');
  const end = new AbortController();
  const events: CallEvent[] = [];
  const settings = { host: '127.0.0.1', port: asterisk.port, user: 'ringside', extension: '101', recordings };
  const source = openSource(asteriskKind, settings, { secret: 'canary-secret' });
  await source.start((event) => events.push(event), end.signal);
  await until(source, { state: 'ready' });
  const file = path.join(import.meta.dirname, '../../unit/sources/asterisk/ami/incoming answered.ami');
  const whole = readFileSync(file, 'utf8');
  const answer = whole.indexOf('Event: DialEnd');
  const asked = (): readonly string[] =>
    asterisk.actions.filter((action) => action.includes('MIXMONITOR_FILENAME'));
  asterisk.send(Buffer.from(whole.slice(0, answer) + MIXMONITOR));
  if (recordings !== '') await eventually('it asks for the file', () => asked().length === 1);
  asterisk.send(Buffer.from(whole.slice(answer)));
  await eventually('the end is told', () => events.at(-1)?.kind === 'ended');
  end.abort();
  await asterisk.close();
  return { asked: asked(), links: events.map(({ kind, recording }) => [kind, recording]) };
}

it('the recording of a call is named with its end, where the settings say at which address', async () => {
  const { asked, links } = await recordedCall('https://pbx.example.com/rec/{file}');
  expect(asked.join()).toContain('Channel: PJSIP/trunk-00000000');
  expect(links).toEqual([
    ['ringing', undefined],
    ['answered', undefined],
    ['ended', 'https://pbx.example.com/rec/a%20b.wav'],
  ]);
});

it('without an address nothing is asked for', async () => {
  const { asked, links } = await recordedCall('');
  expect(asked).toEqual([]);
  expect(links).toContainEqual(['ended', undefined]);
});
