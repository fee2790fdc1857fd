import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diagnosticsText } from '../../../main/diagnostics/diagnosticsText.ts';
import type { DiagnosticFacts } from '../../../main/diagnostics/diagnosticsText.ts';
import { readTail } from '../../../main/diagnostics/logTail.ts';
import { createMask } from '../../../main/diagnostics/maskPersonalData.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { openSettingsFile } from '../../../main/settings/settingsFile.ts';
import { sampleAccount, sampleCall } from '../journal/sample.ts';

const TOKEN = 'q7Zt0Wb3Kx9Lr5Vn2Hs8Jd4Fg6Pm1Yc-Ea_Uo0Ti3Rw';
const NUMBER = '+7 916 765-43-21';
const CALLER = 'Quentin Canary';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-diagnostics-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const factsWith = (changes: Partial<DiagnosticFacts>): DiagnosticFacts => ({
  at: Date.UTC(2026, 10, 23),
  versions: { Ringside: '1.2.3', Chromium: '130.0.6723.118' },
  settings: {},
  accounts: [],
  sources: [],
  log: '',
  home: '/home/quentin',
  ...changes,
});

it('a canary token, number and name in log, settings and journal are not in the text', async () => {
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  journal.accounts.put({ ...sampleAccount('a'), name: `${CALLER} ${NUMBER}`, clientId: TOKEN });
  journal.calls.putFacts(sampleCall('a', '1', { callerName: CALLER, rawNumber: NUMBER, display: NUMBER }));
  journal.outbox.add('a', '1', { kind: 'logCall', callId: '1' }, 0);
  journal.secrets.put('a', 'tokens', { nonce: Buffer.alloc(12), sealed: Buffer.from(TOKEN) });

  const settings = openSettingsFile(join(folder, 'settings.json'));
  settings.change({
    microsipIni: `/home/quentin/${TOKEN}.ini`,
    sources: {
      asterisk: {
        on: true,
        host: CALLER,
        port: 5038,
        user: TOKEN,
        extension: NUMBER,
        [TOKEN]: 9_167_654_321,
      },
    },
    links: { atOnce: false, shortcut: 'Alt+D', former: { tel: CALLER } },
    dial: { via: 'command', command: `dial --password ${TOKEN} ${NUMBER}` },
    notices: { off: ['taskDue'], quietAccounts: [`kommo.com:9167654321:${CALLER}`] },
    pop: { ...settings.get().pop, silentNumbers: [NUMBER, '89167654321'] },
  });

  const log = join(folder, 'main.log');
  writeFileSync(
    log,
    [
      `[2026-11-23 00:21:22.123] [error] call of ${CALLER} ${NUMBER} in /home/quentin/x failed ${TOKEN}`,
      `    at report (/home/quentin/ringside/index.js:12:7) for 89167654321 token=${TOKEN.slice(0, 9)}`,
      `[2026-11-23 00:21:23.000] [info] caller=9167654321;key:${TOKEN}`,
    ].join('\n'),
  );

  const text = diagnosticsText(
    factsWith({
      settings: settings.get(),
      accounts: journal.accounts.list().map(({ key, zone, state, way }) => ({
        zone,
        state,
        way,
        sessionOnly: false,
        sync: { phase: 'idle', failure: null, completedAt: 0, skipped: 0 },
        outbox: journal.outbox.counts(key),
        mirror: { contacts: 50_000, companies: 12_000, leads: 3 },
      })),
      sources: [
        {
          name: 'asterisk',
          state: 'failed',
          reason: 'protocol',
          words: `${NUMBER} ${TOKEN}`,
          lastEvent: null,
          unread: 3,
        },
      ],
      log: await readTail(log, 10_000),
    }),
    createMask(
      journal.accounts
        .list()
        .flatMap(({ key, name }) => [
          name,
          ...journal.calls.since(key, 0).map((call) => call.callerName ?? ''),
        ]),
    ),
  );
  journal.close();

  for (let at = 0; at + 8 <= TOKEN.length; at += 1) expect(text).not.toContain(TOKEN.slice(at, at + 8));
  expect(text.replaceAll(/\D/g, '')).not.toContain('7654321');
  expect(text).not.toMatch(/Quentin|Canary/iu);

  // And it still tells what it is for.
  for (const line of [
    'Chromium: 130.0.6723.118',
    'hookPort: 47824',
    'sources.asterisk.port: 5038',
    'sources.asterisk.host: (set)',
    'pop.silentNumbers: (2)',
    'notices.off: [taskDue]',
    'outbox: 1 pending, 0 in flight, 0 dead, 0 done',
    'mirror: 50000 contacts, 12000 companies, 3 leads',
    '1. amocrm.ru: ready, signed in by browser',
    'asterisk: failed (protocol)',
    '[2026-11-23 00:21:22.123] [error] call of',
    '~/ringside/index.js:12:7',
  ])
    expect(text).toContain(line);
});

it('a long log is told from its end, and never from the middle of a line', async () => {
  const log = join(folder, 'main.log');
  writeFileSync(log, `${'x'.repeat(500)}SECRET\nlast but one\nlast\n`);
  expect(await readTail(log, 30)).toBe('last but one\nlast\n');
  expect(await readTail(log, 5000)).toContain('SECRET');
});

it('no log is no error', async () => {
  expect(await readTail(join(folder, 'none.log'), 30)).toBe('');
  expect(diagnosticsText(factsWith({}), createMask([]))).toContain('== End of main.log ==\n(none)');
});
