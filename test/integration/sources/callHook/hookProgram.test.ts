import { fc } from '../../../property.ts';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../main/common/clock.ts';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { createHookSource } from '../../../../main/sources/callHook/callHook.ts';
import { openHookFiles } from '../../../../main/sources/callHook/callHookFiles.ts';
import type { HookPlace } from '../../../../main/sources/callHook/callHookSocket.ts';
import { compileHook, missingFor, type HookProgram } from '../../../phones/hookPrograms.ts';
import type { ProgramEnd } from '../../../phones/wine.ts';

/**
 * The program that softphones run, as a real process against the real listener: for this system, and for Windows under
 * Wine where both its compiler and Wine are installed.
 */
const TOKEN = 'b'.repeat(43);
const folder = mkdtempSync(path.join(tmpdir(), 'ringside-hook-test-'));
const end = new AbortController();
let heard: CallEvent[] = [];
let socket: string;

beforeAll(async () => {
  const hook = createHookSource({
    port: 0,
    token: TOKEN,
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
  const place = hook.place();
  if (place?.kind !== 'socket') throw new Error('there is no socket');
  socket = place.path;
});

/** A `hook.json` as Ringside writes it, in a folder of its own. */
function announced(place: HookPlace | null, port = 1): string {
  const data = mkdtempSync(path.join(folder, 'data-'));
  writeFileSync(path.join(data, 'hook.token'), `${TOKEN}\n`);
  openHookFiles(data).announce(port, place);
  return path.join(data, 'hook.json');
}
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
      let hookFile: string;
      const run = (...words: readonly string[]): Promise<ProgramEnd> => program.run(words, hookFile);
      beforeAll(async () => {
        program = compileHook(system);
        hookFile = announced(await program.leadTo(socket));
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

      it('tells where the recording is; one that is no address of the web costs itself alone', async () => {
        const link = 'https://pbx.example.com/rec/1.mp3?k="a b"'.replace(' ', '%20');
        await run('call', '--recording', link, '--id', 'c-1', 'ended', '79161234567');
        for (const odd of [
          'file:///etc/passwd',
          'https://u:p@pbx/1.mp3',
          'x',
          `https://pbx/${'x'.repeat(1_000)}`,
        ])
          expect(await run('call', '--recording', odd, 'ended', '79161234567')).toMatchObject({ code: 0 });
        expect(heard.map(({ kind, recording }) => [kind, recording])).toEqual([
          ['ended', link],
          ...Array.from({ length: 4 }, () => ['ended', undefined]),
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

      it('whatever stands in its words is a text of the one field it is for, and no odd option costs the call', async () => {
        const text = fc
          .array(
            fc.oneof(
              { weight: 3, arbitrary: fc.constantFrom('7', '916', ' ', '+', '-', 'sip:', '@') },
              fc.constantFrom(
                '"',
                '\\',
                '","event":"ended',
                '\r\n',
                '\r\nHost: evil\r\n\r\n{}',
                '\n',
                '\t',
                '%s%n',
              ),
              fc.constantFrom('Иван', 'é', '😀', '\u0001', '\u007F', '\u2028', '}{', '$(id)', '`'),
              fc.constantFrom('x'.repeat(70), 'Я'.repeat(70), '7'.repeat(9_000)),
            ),
            { maxLength: 5 },
          )
          .map((parts) => parts.join(''));
        const isLegal = (one: string): boolean => Buffer.byteLength(one) <= 128 && !/\p{Cc}/u.test(one);
        await fc.assert(
          fc.asyncProperty(text, fc.option(text), fc.option(text), async (number, line, id) => {
            heard = [];
            const options = [
              ...(line === null ? [] : ['--line', line]),
              ...(id === null ? [] : ['--id', id]),
            ];
            const { code } = await run('call', ...options, 'ringing', number);
            const given = (one: string | null): string | null =>
              one === null || !isLegal(one) || one.trim() === '' ? null : one.trim();
            const isNumber =
              isLegal(number) && !/\p{Extended_Pictographic}/u.test(number) && number.trim() !== '';
            const told = {
              kind: 'ringing',
              rawNumber: number.trim(),
              line: given(line),
              sourceCallId: given(id),
            };
            expect(heard).toMatchObject(isNumber ? [told] : []);
            expect(heard).toHaveLength(isNumber ? 1 : 0);
            expect(code === 0).toBe(isNumber);
          }),
          { numRuns: system === 'here' ? 40 : 10 },
        );
      });

      it('an option of any length, and a call whose every letter is escaped, are told', async () => {
        expect(
          await run('call', '--line', 'x'.repeat(9_000), '--id', 'y'.repeat(129), 'ringing', '1'),
        ).toMatchObject({
          code: 0,
        });
        expect(heard).toMatchObject([{ rawNumber: '1', line: null, sourceCallId: null }]);
        const quotes = '"'.repeat(128);
        const controls = '\u0001'.repeat(128);
        expect(await run('call', '--line', controls, '--id', controls, 'ringing', quotes)).toMatchObject({
          code: 0,
        });
        expect(heard[1]).toMatchObject({ rawNumber: quotes, line: null, sourceCallId: null });
      });

      it.each([
        [[]],
        [['call']],
        [['call', 'ringing']],
        [['call', 'exploded', '1']],
        [['call', '--file', '/etc/passwd', 'ringing', '1']],
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
        // A place where nobody listens.
        for (const end of ['', ',"socket":"/nowhere/hook.sock"', ',"pipe":"ringside-hook-nowhere"']) {
          writeFileSync(dead, `{"port":1,"token":"${TOKEN}"${end}}\n`);
          expect(await program.run(['microsip', 'ring', '1'], dead)).toMatchObject({ code: 1 });
        }
        for (const text of [
          '',
          '{}',
          '{"port":99999,"token":"x"}',
          '\0'.repeat(400),
          `{"port":1,"token":"${TOKEN}","socket":"${'/x'.repeat(2000)}","pipe":"${'x'.repeat(2000)}"}`,
        ]) {
          writeFileSync(dead, text);
          expect(await program.run(['call', 'ringing', '1'], dead)).toMatchObject({ code: 1 });
        }
        expect(heard).toEqual([]);
      });

      it('whoever has taken the port while Ringside is away is told nothing', async () => {
        const told: string[] = [];
        const stranger = createServer((request, response) => {
          told.push(request.headers.authorization ?? '');
          response.writeHead(204).end();
        });
        stranger.on('connection', () => told.push('connected'));
        await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
        const { port } = stranger.address() as AddressInfo;
        const places = [
          null,
          { kind: 'socket' as const, path: path.join(folder, 'gone', 'hook.sock') },
          { kind: 'pipe' as const, name: 'ringside-hook-gone' },
        ];
        for (const place of places) {
          const end = await program.run(['call', 'ringing', '79161234567'], announced(place, port));
          expect(end).toMatchObject({ code: 1 });
        }
        expect(told).toEqual([]);
        stranger.close();
      });

      it('tells nothing where another than this user may be at the other end', async () => {
        const foreign = system === 'windows' ? announced(await program.leadTo(socket, 'nobody')) : hookFile;
        // Whoever may enter the folder may put another socket there.
        chmodSync(path.dirname(socket), system === 'windows' ? 0o700 : 0o750);
        expect(await program.run(['call', 'ringing', '1'], foreign)).toMatchObject({ code: 1 });
        expect(heard).toEqual([]);
        chmodSync(path.dirname(socket), 0o700);
        expect(await run('call', 'ringing', '1')).toMatchObject({ code: 0 });
        expect(heard).toHaveLength(1);
      });
    },
  );
}

describe.skipIf(missingFor('here') !== null || process.platform === 'win32')(
  'the place of the socket',
  () => {
    let program: HookProgram;
    beforeAll(() => {
      program = compileHook('here');
    });
    afterAll(() => {
      program.remove();
    });

    const LONG = 'x'.repeat(90);
    it.each([
      ['in the data folder', 'data', null, 'data/run'],
      ['where the data folder’s path is longer than a socket’s', `${LONG}/data`, 'run', 'run/ringside-'],
      ['where it has letters that would need escaping', 'a "b" \\c', 'run', 'run/ringside-'],
      ['where both paths are too long', `${LONG}/data`, LONG, 'tmp/ringside-'],
      ['where the user’s runtime folder is gone', `${LONG}/data`, 'gone/\u0000', 'tmp/ringside-'],
      ['where a file is in the way', 'taken', null, 'tmp/ringside-'],
    ])('%s is private, is found, and is gone afterwards', async (_name, data, runtime, expected) => {
      const base = mkdtempSync(path.join(tmpdir(), 'rs-'));
      const dataFolder = path.join(base, data);
      for (const name of ['run', 'tmp']) mkdirSync(path.join(base, name));
      mkdirSync(dataFolder, { recursive: true });
      if (data === 'taken') writeFileSync(path.join(dataFolder, 'run'), '');
      const umask = process.umask(0);
      const stop = new AbortController();
      const told: CallEvent[] = [];
      try {
        const hook = createHookSource({
          port: 0,
          token: TOKEN,
          clock: systemClock,
          monotonic: () => performance.now(),
          changed: () => undefined,
          places: {
            platform: process.platform,
            dataFolder,
            runtimeFolder: runtime === null ? undefined : path.join(base, runtime),
            temporaryFolders: [path.join(base, 'tmp')],
          },
        });
        await hook.start((event) => told.push(event), stop.signal);
        const place = hook.place();
        if (place?.kind !== 'socket') throw new Error('there is no socket');
        expect(path.relative(base, place.path)).toMatch(new RegExp(`^${expected}`));
        expect(statSync(path.dirname(place.path)).mode & 0o777).toBe(0o700);
        expect(statSync(place.path).mode & 0o777).toBe(0o600);
        const end = await program.run(['call', 'ringing', '79161234567'], announced(place));
        expect(end).toMatchObject({ code: 0 });
        expect(told).toHaveLength(1);
        stop.abort();
        await expect.poll(() => existsSync(path.dirname(place.path))).toBe(false);
      } finally {
        stop.abort();
        process.umask(umask);
        rmSync(base, { recursive: true, force: true });
      }
    });

    it('of a Ringside that was killed is taken again', async () => {
      const data = mkdtempSync(path.join(tmpdir(), 'rs-'));
      mkdirSync(path.join(data, 'run'));
      writeFileSync(path.join(data, 'run', 'hook.sock'), '');
      const stop = new AbortController();
      const hook = createHookSource({
        port: 0,
        token: TOKEN,
        clock: systemClock,
        monotonic: () => performance.now(),
        changed: () => undefined,
        places: {
          platform: process.platform,
          dataFolder: data,
          runtimeFolder: undefined,
          temporaryFolders: [],
        },
      });
      await hook.start(() => undefined, stop.signal);
      const end = await program.run(['call', 'ringing', '79161234567'], announced(hook.place()));
      stop.abort();
      rmSync(data, { recursive: true, force: true });
      expect(end).toMatchObject({ code: 0 });
    });
  },
);
