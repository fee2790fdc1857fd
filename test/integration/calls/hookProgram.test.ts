import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import type { CallEvent } from '../../../main/calls/event.ts';
import { createHookSource } from '../../../main/calls/sources/hook.ts';
import { writeHookFile } from '../../../main/calls/sources/hookFile.ts';
import { compileHook, missingFor, type HookProgram } from '../../phones/hookPrograms.ts';
import type { ProgramEnd } from '../../phones/wine.ts';

/**
 * The program that softphones run, as a real process against the real listener: for this system, and for Windows under
 * Wine where both its compiler and Wine are installed.
 */
const TOKEN = 'b'.repeat(43);
const folder = mkdtempSync(path.join(tmpdir(), 'ringside-hook-test-'));
const hookFile = path.join(folder, 'hook.json');
const end = new AbortController();
let heard: CallEvent[] = [];

beforeAll(async () => {
  const hook = createHookSource({
    port: 0,
    token: TOKEN,
    clock: systemClock,
    monotonic: () => performance.now(),
    changed: () => undefined,
  });
  await hook.start((event) => heard.push(event), end.signal);
  writeHookFile(hookFile, hook.port(), TOKEN);
});
beforeEach(() => {
  heard = [];
});
afterAll(() => {
  end.abort();
  rmSync(folder, { recursive: true, force: true });
});

for (const system of ['here', 'windows'] as const) {
  const missing = missingFor(system);
  // The first run under Wine makes a whole Windows.
  describe.skipIf(missing !== null)(
    `the hook program ${system === 'here' ? 'of this system' : 'of Windows under Wine'}${missing === null ? '' : ` (${missing})`}`,
    { timeout: 240_000 },
    () => {
      let program: HookProgram;
      const run = (...words: readonly string[]): Promise<ProgramEnd> => program.run(words, hookFile);
      beforeAll(async () => {
        program = compileHook(system);
        await program.run([], hookFile);
      }, 240_000);
      afterAll(() => {
        program.remove();
      }, 60_000);

      it.each([
        ['ring', { kind: 'ringing', direction: 'inbound' }],
        ['answer', { kind: 'answered', direction: 'inbound' }],
        ['video', { kind: 'answered', direction: 'inbound' }],
        ['start', { kind: 'answered', direction: null }],
        ['out', { kind: 'dialing', direction: 'outbound' }],
        ['end', { kind: 'ended', direction: null }],
        ['busy', { kind: 'ended', direction: null, reason: 'busy' }],
      ])('tells what MicroSIP means by %s', async (word, event) => {
        expect(await run('microsip', word, '79161234567')).toMatchObject({ code: 0 });
        expect(heard).toMatchObject([{ ...event, rawNumber: '79161234567', line: null }]);
      });

      it('options before the event are its own: line, direction and id', async () => {
        await run(
          'call',
          '--line',
          'shop',
          '--direction',
          'in',
          '--id',
          'c-1',
          'answered',
          '+7 916 123-45-67',
        );
        await run('microsip', '--line', 'shop', 'ring', '101');
        expect(heard).toMatchObject([
          {
            kind: 'answered',
            line: 'shop',
            direction: 'inbound',
            sourceCallId: 'c-1',
            rawNumber: '+7 916 123-45-67',
          },
          { kind: 'ringing', line: 'shop', rawNumber: '101' },
        ]);
      });

      // MicroSIP appends the user part of a stranger's address without quotes: it may be several words.
      it.each([
        [['79161234567', '--line', 'director'], '79161234567--linedirector'],
        [['--file', '\\\\evil\\share\\hook.json', '1'], '--fileevilsharehook.json1'],
        [['$(calc)', '&', 'calc.exe', '|', '`id`'], 'calccalc.exeid'],
        [['"};{"event":"ended'], 'eventended'],
        [['%n%n%s%x'], 'nnsx'],
        [['7'.repeat(300)], '7'.repeat(64)],
        [['Иван'], 'anonymous'],
        [[], 'anonymous'],
      ])('MicroSIP’s words %j are one harmless string', async (words, rawNumber) => {
        expect(await run('microsip', 'ring', ...words)).toMatchObject({ code: 0 });
        expect(heard).toMatchObject([{ kind: 'ringing', rawNumber, line: null, sourceCallId: null }]);
      });

      it.each([
        [['79161234567', '--line', 'director'], '79161234567 --line director'],
        [['"}],"event":"ended", "number":"'], '"}],"event":"ended", "number":"'],
        [['79161234567;', 'rm', '-rf', '~'], '79161234567; rm -rf ~'],
      ])('what follows the event of “call” is one opaque number: %j', async (words, rawNumber) => {
        expect(await run('call', 'ringing', ...words)).toMatchObject({ code: 0 });
        expect(heard).toMatchObject([{ rawNumber, line: null, direction: 'inbound' }]);
      });

      it.each([
        [[]],
        [['call']],
        [['call', 'ringing']],
        [['call', 'exploded', '1']],
        [['call', '--file', '/etc/passwd', 'ringing', '1']],
        [['call', '--line', 'x'.repeat(200), 'ringing', '1']],
        [['call', 'ringing', '7'.repeat(129)]],
        [['microsip']],
        [['microsip', 'ringing', '1']],
        [['microsip', '--id', '1', 'ring', '1']],
        [['relay', 'ring', '1']],
      ])('wrong use %j does nothing and says so', async (words) => {
        expect(await run(...words)).toMatchObject({ code: 2 });
        expect(heard).toEqual([]);
      });

      it('without a running Ringside, or with a broken hook file, it ends and does nothing', async () => {
        const dead = path.join(folder, `dead-${system}.json`);
        expect(await program.run(['call', 'ringing', '1'], dead)).toMatchObject({ code: 1 });
        // A port where nobody listens.
        writeFileSync(dead, `{"port":1,"token":"${TOKEN}"}\n`);
        expect(await program.run(['microsip', 'ring', '1'], dead)).toMatchObject({ code: 1 });
        for (const text of ['', '{}', '{"port":99999,"token":"x"}', '\0'.repeat(400)]) {
          writeFileSync(dead, text);
          expect(await program.run(['call', 'ringing', '1'], dead)).toMatchObject({ code: 1 });
        }
        expect(heard).toEqual([]);
      });
    },
  );
}
