import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { twinkleScript } from '../../../main/setup/twinkleScript.ts';

let folder: string;
beforeAll(() => {
  // A path that a shell would take apart.
  folder = mkdtempSync(join(tmpdir(), "ring side's-"));
  writeFileSync(join(folder, 'ringside'), `#!/bin/sh\nprintf '%s\\n' "$@" >"$(dirname "$0")/told"\n`);
  writeFileSync(
    join(folder, 'script'),
    twinkleScript(join(folder, 'ringside')).replace('pbx.example.com', 'pbx'),
  );
  for (const file of ['ringside', 'script']) chmodSync(join(folder, file), 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const OWN = '"Emma" <sip:101@pbx>;tag=1';
const CUSTOMER = '"$(touch pwned) `id` 2" <sip:+79161234567@pbx;user=phone>;tag=2';

function told(trigger: string, from: string, to: string): readonly string[] {
  execFileSync(join(folder, 'script'), {
    cwd: folder,
    env: { PATH: process.env['PATH'], TWINKLE_TRIGGER: trigger, SIP_FROM: from, SIP_TO: to },
  });
  const words = readFileSync(join(folder, 'told'), 'utf8').trimEnd().split('\n');
  const number = words.pop() ?? '';
  return [...words, parsePhoneNumber(number, { region: 'RU' }).e164 ?? number];
}

describe.skipIf(process.platform === 'win32')('what Twinkle runs tells', () => {
  it.each([
    ['in_call', CUSTOMER, OWN, ['call', '--direction', 'in', 'ringing']],
    ['in_call_answered', CUSTOMER, OWN, ['call', '--direction', 'in', 'answered']],
    ['in_call_failed', CUSTOMER, OWN, ['call', '--direction', 'in', 'ended']],
    ['out_call', OWN, CUSTOMER, ['call', '--direction', 'out', 'dialing']],
    ['out_call_answered', OWN, CUSTOMER, ['call', '--direction', 'out', 'answered']],
    ['out_call_failed', OWN, CUSTOMER, ['call', '--direction', 'out', 'ended']],
    // Who hung up, of whichever call: the end is the customer's, never the agent's own number.
    ['local_release', OWN, CUSTOMER, ['call', 'ended']],
    ['local_release', CUSTOMER, OWN, ['call', 'ended']],
    ['remote_release', OWN, CUSTOMER, ['call', 'ended']],
    ['remote_release', CUSTOMER, OWN, ['call', 'ended']],
    ['remote_release', 'sip:101@pbx', CUSTOMER, ['call', 'ended']],
    ['local_release', '<sip:101@pbx:5060>', CUSTOMER, ['call', 'ended']],
  ])('%s from %s to %s', (trigger, from, to, words) => {
    expect(told(trigger, from, to)).toEqual([...words, '+79161234567']);
  });

  it('another extension that ends with the own digits is not the own address', () => {
    expect(told('remote_release', '<sip:2101@pbx>', OWN)).toEqual(['call', 'ended', '<sip:2101@pbx>']);
  });
});
