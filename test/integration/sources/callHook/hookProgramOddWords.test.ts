import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../main/common/clock.ts';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import { createHookSource } from '../../../../main/sources/callHook/callHook.ts';
import { openHookFiles } from '../../../../main/sources/callHook/callHookFiles.ts';
import { compileHook, missingFor, type HookProgram } from '../../../phones/hookPrograms.ts';
import { runProgram } from '../../../phones/wine.ts';

const missing = missingFor('here');

describe.skipIf(missing !== null || process.platform === 'win32')(
  `words that no softphone should have sent${missing === null ? '' : ` (${missing})`}`,
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ringside-hook-words-'));
    const end = new AbortController();
    const token = 'b'.repeat(43);
    const hookFile = path.join(folder, 'hook.json');
    let heard: CallEvent[] = [];
    let program: HookProgram;
    beforeAll(async () => {
      program = compileHook('here');
      const hook = createHookSource({
        port: 0,
        token,
        clock: systemClock,
        monotonic: () => performance.now(),
        changed: () => undefined,
        places: {
          platform: process.platform,
          dataFolder: folder,
          runtimeFolder: undefined,
          temporaryFolders: [],
        },
      });
      await hook.start((event) => heard.push(event), end.signal);
      writeFileSync(path.join(folder, 'hook.token'), `${token}\n`);
      openHookFiles(folder).announce(1, hook.place());
    });
    beforeEach(() => {
      heard = [];
    });
    afterAll(() => {
      end.abort();
      program.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    it('a number that is too long costs itself alone where the call is known by its id', async () => {
      const long = '7'.repeat(100_000);
      const ended = await program.run(['call', '--id', 'c-1', '--line', long, 'ended', long], hookFile);
      expect(ended).toMatchObject({ code: 0 });
      expect(heard).toMatchObject([{ kind: 'ended', sourceCallId: 'c-1', rawNumber: '', line: null }]);
      for (const event of ['ringing', 'dialing', 'missed'])
        expect(await program.run(['call', '--id', 'c-2', event, long], hookFile)).toMatchObject({ code: 2 });
      expect(heard).toHaveLength(1);
    });

    it('bytes that are no UTF-8 cost themselves: the number beside them is heard', async () => {
      // A name in Windows-1251 from a shell: Node itself hands on nothing but UTF-8.
      const name = Buffer.from([0xc8, 0xe2, 0xe0, 0xed, 0xff, 0x80]);
      const script = path.join(folder, 'bytes.sh');
      const words = [`exec "$1" call --line '`, name, `' ringing '"`, name, `" <79161234567>'`];
      writeFileSync(script, Buffer.concat(words.map((word) => Buffer.from(word))));
      const env = { ...process.env, RINGSIDE_HOOK_FILE: hookFile, RINGSIDE_HOOK_WAIT_MS: '10000' };
      expect(await runProgram('/bin/sh', [script, program.path], env)).toMatchObject({ code: 0 });
      expect(heard).toMatchObject([{ kind: 'ringing' }]);
      expect(parsePhoneNumber(heard[0]?.rawNumber ?? '', { region: 'RU' }).e164).toBe('+79161234567');
    });
  },
);
