import { readFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { root } from '../../scripts/setup/folders.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, popIsVisible } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });

const hookFile = z.object({ port: z.number(), token: z.string() });
const hook = () =>
  hookFile.parse(JSON.parse(readFileSync(path.join(ringside().profile.userData, 'hook.json'), 'utf8')));

interface Report {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request to the hook, as wrong as it may be; answers with the status. */
function send({ method = 'POST', path: to = '/v1/calls', headers = {}, body }: Report): Promise<number> {
  const { port, token } = hook();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: to,
        agent: false,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
const ringing = (number: unknown, more: object = {}): Report => ({
  body: JSON.stringify({ event: 'ringing', number, ...more }),
});

const bad: Readonly<Record<string, () => Report>> = {
  'a number of 10,000 characters': () => ringing('7'.repeat(10_000)),
  'an emoji': () => ringing('+7 916 📞 123-45-67'),
  'control characters': () => ringing('+7916\u0000\u00071234567'),
  'an empty number': () => ringing(''),
  'a number that is no text': () => ringing({ $gt: '' }),
  'no number': () => ringing(undefined),
  'an unknown event': () => ({ body: JSON.stringify({ event: 'exploded', number: '+14155550100' }) }),
  'a body that is not JSON': () => ({ body: 'event=ringing&number=1' }),
  'an empty body': () => ({ body: '' }),
  'JSON that is no object': () => ({ body: '[1,2,3]' }),
  'a wrong token': () => ({ ...ringing('+14155550100'), headers: { authorization: 'Bearer wrong' } }),
  'no token': () => ({ ...ringing('+14155550100'), headers: { authorization: '' } }),
  'a wrong token in the URL': () => ({ method: 'GET', path: '/v1/hook/wrong/ringing?number=%2B14155550100' }),
  'a web page': () => ({ ...ringing('+14155550100'), headers: { origin: 'https://example.org' } }),
  'another host name': () => ({
    ...ringing('+14155550100'),
    headers: { host: `evil.example:${hook().port}` },
  }),
  'another method': () => ({ ...ringing('+14155550100'), method: 'PUT' }),
  'another path': () => ({ ...ringing('+14155550100'), path: '/v1/../../etc/passwd' }),
};

const rows = (): unknown => {
  const journal = new Database(path.join(ringside().profile.userData, 'journal.db'), { readonly: true });
  const count = journal.prepare('SELECT count(*) FROM calls').pluck().get();
  journal.close();
  return count;
};

for (const [what, report] of Object.entries(bad)) {
  test(`the hook refuses ${what}: 4xx, nothing logged, nothing shown`, async () => {
    const status = await send(report());
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(rows()).toBe(0);
    expect((await ask(await ringside().page('pop'), 'pop', 'snapshot')).calls).toEqual([]);
    expect(await popIsVisible(ringside())).toBe(false);
  });
}

test('after all of that a real call still pops', async () => {
  expect(await send(ringing('sip:+14155550100@pbx.example;user=phone?x=1', { callId: 'sip' }))).toBe(204);
  const pop = await ringside().page('pop');
  await expect.poll(() => popIsVisible(ringside())).toBe(true);
  const { calls } = await ask(pop, 'pop', 'snapshot');
  expect(calls.map(({ call }) => call.number.e164)).toEqual(['+14155550100']);
  await clearPop(ringside());
});

test('`tel:` with an extension is understood', async () => {
  expect(await send(ringing('tel:+1-415-555-0101;ext=204', { callId: 'tel' }))).toBe(204);
  const { calls } = await ask(await ringside().page('pop'), 'pop', 'snapshot');
  expect(calls.map(({ call }) => call.number.e164)).toEqual(['+14155550101']);
  await clearPop(ringside());
});

test('the URL form and the command `ringside call` report calls too', async () => {
  const { token } = hook();
  expect(
    await send({
      method: 'GET',
      path: `/v1/hook/${token}/ringing?number=+14155550102`,
      headers: { authorization: '' },
    }),
  ).toBe(204);
  const program = path.join(root, 'out', 'hook', process.platform === 'win32' ? 'ringside.exe' : 'ringside');
  const file = path.join(ringside().profile.userData, 'hook.json');
  const code = await new Promise<number | string>((resolve) => {
    const env = { ...process.env, RINGSIDE_HOOK_FILE: file, RINGSIDE_HOOK_WAIT_MS: '10000' };
    execFile(program, ['call', 'ringing', '+14155550103'], { env }, (error) => {
      resolve(error?.code ?? 0);
    });
  });
  expect(code).toBe(0);
  const { calls } = await ask(await ringside().page('pop'), 'pop', 'snapshot');
  expect(calls.map(({ call }) => call.number.e164)).toEqual(['+14155550102', '+14155550103']);
  await clearPop(ringside());
});

test('a new secret: what was pasted before is refused, and the command goes on', async () => {
  const before = hook().token;
  const settings = await ringside().page('account');
  await ask(settings, 'settings', 'renewHookToken');
  const after = hook().token;
  expect(after).not.toBe(before);
  const tell = (token: string): Promise<number> =>
    send({
      method: 'GET',
      path: `/v1/hook/${token}/ringing?number=+14155550104`,
      headers: { authorization: '' },
    });
  expect([await tell(before), await tell(after)]).toEqual([401, 204]);
  await clearPop(ringside());
});
