// `npm run day -- [--rounds N]`: an agent's day on the real app, and whether the CRM holds exactly what the list of the day says
// (docs/day.md). What differs is printed item by item; the last line on stdout is JSON, and the exit code says whether all held.

import { parseArgs } from 'node:util';
import { buildApp } from './buildApp.ts';
import { startDesktopSession } from './desktopSession.ts';
import { runDay } from './day/runDay.ts';

const print = console.log;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);

if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('--rounds is a whole number: each is one call of every kind.');
  process.exitCode = 2;
} else if (await buildApp()) {
  const session = await startDesktopSession({ keyring: 'unlocked' });
  try {
    const end = await runDay(session.env, { rounds, print });
    print(JSON.stringify(end));
    process.exitCode = end.ok ? 0 : 1;
  } finally {
    await session.stop();
  }
} else process.exitCode = 1;
