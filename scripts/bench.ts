// `npm run bench -- [names...] [--json FILE]` (docs/benchmarks.md): measures each beside a bare floor in the same run,
// prints a table and writes it as JSON (out/bench.json unless told). A missed target is marked, not an error.

import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from '../test/bench/figure.ts';
import { benchDrain } from '../test/bench/drain.ts';
import { benchHook } from '../test/bench/hook.ts';
import { benchIdle } from '../test/bench/idle.ts';
import { benchInbox } from '../test/bench/inbox.ts';
import { benchList } from '../test/bench/list.ts';
import { benchLookup } from '../test/bench/lookup.ts';
import { benchMirror } from '../test/bench/mirror.ts';
import { benchMemory } from '../test/bench/memory.ts';
import { benchPop } from '../test/bench/pop.ts';
import { prepareProfile } from '../test/bench/profile.ts';
import { benchFanout, benchRelay } from '../test/bench/relay.ts';
import { benchSearch } from '../test/bench/search.ts';
import { benchSources } from '../test/bench/sources.ts';
import { benchStart } from '../test/bench/start.ts';
import { buildApp } from './buildApp.ts';
import { startDesktopSession } from './desktopSession.ts';
import type { SignedIn } from './drive/signedIn.ts';
import { chosenElectron } from './electronPath.ts';
import { root } from './setup/folders.ts';

type OnApp = (env: NodeJS.ProcessEnv, signedIn: SignedIn) => Promise<readonly Figure[]>;

/** In this order: a start and a settled memory are measured on a day with few calls, and rings make many. */
const onApp: Readonly<Record<string, OnApp>> = {
  start: benchStart,
  memory: benchMemory,
  idle: benchIdle,
  list: benchList,
  pop: benchPop,
  sources: benchSources,
  inbox: benchInbox,
  hook: benchHook,
};
/** Without the app. */
const withoutApp: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  lookup: () => benchLookup(),
  mirror: () => benchMirror(),
  search: () => benchSearch(),
  drain: () => benchDrain(),
  relay: () => benchRelay(),
  fanout: () => benchFanout(),
};
const names = [...Object.keys(withoutApp), ...Object.keys(onApp)];

function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1);
  return `${availableParallelism()} cores (${model}), ${memory} GiB, load ${load}, Electron ${chosenElectron().version}`;
}

async function measureOnApp(wanted: readonly string[]): Promise<readonly Figure[]> {
  const session = await startDesktopSession({ keyring: 'unlocked' });
  try {
    const signedIn = await prepareProfile(session.env);
    try {
      const figures: Figure[] = [];
      for (const name of wanted) {
        console.error(`Measuring ${name} ...`);
        figures.push(...((await onApp[name]?.(session.env, signedIn)) ?? []));
      }
      return figures;
    } finally {
      await signedIn.stop();
    }
  } finally {
    await session.stop();
  }
}

const needsApp = (asked: readonly string[]): boolean =>
  asked.length === 0 || asked.some((name) => !(name in withoutApp));

function print(figures: readonly Figure[]): void {
  const amount = (value: number, unit: Figure['unit']): string =>
    `${value < 10 ? value.toFixed(3) : value.toFixed(1)} ${unit}`;
  const rows = [
    ['figure', 'Ringside', 'floor', 'ratio', 'target', ''],
    ...figures.map((one) => [
      one.name,
      amount(one.figure, one.unit),
      amount(one.floor, one.unit),
      one.ratio.toFixed(2),
      one.target,
      one.pass ? 'met' : 'MISSED',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ');
    console.log(`| ${line} |`);
    if (row === rows[0]) console.log(`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string', default: path.join('out', 'bench.json') } },
});
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}"; there are ${names.join(', ')}.`);
  process.exitCode = 2;
} else if (!needsApp(positionals) || (await buildApp())) {
  const wanted = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  console.log(machine());
  const figures: Figure[] = [];
  const ofApp = wanted.filter((name) => name in onApp);
  if (ofApp.length > 0) figures.push(...(await measureOnApp(ofApp)));
  for (const name of wanted) {
    const bench = withoutApp[name];
    if (bench === undefined) continue;
    console.error(`Measuring ${name} ...`);
    figures.push(...(await bench()));
  }
  print(figures);
  const file = path.resolve(root, values.json);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), figures }, null, 2)}\n`,
  );
  console.log(`Written to ${path.relative(process.cwd(), file)}.`);
} else {
  process.exitCode = 1;
}
