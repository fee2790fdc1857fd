// `npm run lock`, after each `npm install` of something new: completes package-lock.json.
//
// Tools with a binary for each platform name them as optional packages. A registry that mirrors only some of those
// makes `npm install` leave the others out of the lockfile, and `npm ci` then refuses it, on every platform. Their
// versions are exact in the package that wants them, so they can be written in without being fetched.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from './setup/folders.ts';

// Records and not objects: what is written back keeps npm's own order of keys.
const record = z.record(z.string(), z.unknown());
const packagesSchema = z.record(z.string(), record);
const optionalSchema = z.record(z.string(), z.string()).default({});

/** How tools name these packages: `...-darwin-arm64`, `...-linux-x64-musl`. */
const PLATFORM =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;

function libc(os: string | undefined, abi: string | undefined): readonly string[] {
  if (os !== 'linux' || abi === undefined) return [];
  return [abi.startsWith('musl') ? 'musl' : 'glibc'];
}

const file = path.join(root, 'package-lock.json');
const lock = record.parse(JSON.parse(readFileSync(file, 'utf8')));
const packages = packagesSchema.parse(lock['packages']);
const added: string[] = [];

for (const [folder, parent] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalSchema.parse(parent['optionalDependencies']))) {
    const platform = PLATFORM.exec(name);
    const isLocked = `node_modules/${name}` in packages || `${folder}/node_modules/${name}` in packages;
    if (isLocked || platform === null || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const [, os, cpu, abi] = platform;
    packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(parent['dev'] === true && { dev: true }),
      ...(libc(os, abi).length > 0 && { libc: libc(os, abi) }),
      optional: true,
      os: [os],
    };
    added.push(`${name}@${version}`);
  }
}

// npm's own order.
const sorted = Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(added.length === 0 ? 'package-lock.json is complete.' : `Completed with ${added.join(', ')}.`);
