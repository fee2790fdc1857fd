import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { expect, test } from '../e2e/fixtures.ts';
import { deb, installedRoot, shipped } from './shipped.ts';

/** All other tests here run what this deb installed: `shipped` lies below `installedRoot`. */

function output(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
}

const field = (name: string): string => output('dpkg-deb', '--field', deb, name).trim();

test('the deb says what it is, who answers for it and what it needs', () => {
  expect(field('Package')).toBe('ringside');
  expect(field('Version')).toBe(packageJson.version);
  expect(field('Maintainer')).toMatch(/^.+ <.+@.+>$/);
  expect(field('Homepage')).toBe(packageJson.homepage);
  expect(field('Description').split('\n')[0]).toMatch(/^[A-Z].{10,78}[^.]$/);
  expect(Number(field('Installed-Size'))).toBeGreaterThan(100_000);
  // The keychain is ours to name; the rest is what the executable is linked against.
  expect(field('Depends').split(', ')).toEqual(
    expect.arrayContaining(['libsecret-1-0', 'libnss3', 'libasound2 | libasound2t64']),
  );
  // No script of ours runs as root on anybody's computer.
  expect(output('dpkg-deb', '--ctrl-tarfile', deb).match(/(?:pre|post)(?:inst|rm)/g)).toBe(null);
});

test('apt finds everything the deb needs on this system', () => {
  const planned = output('apt-get', 'install', '--simulate', '--no-install-recommends', deb);
  expect(planned).toMatch(/^Inst ringside \(/m);
  expect(planned).toMatch(/^Conf ringside \(/m);
});

test('every library of the installed programs is there', () => {
  const resources = path.join(path.dirname(shipped), 'resources');
  const native = path.join(resources, 'app.asar.unpacked', 'node_modules');
  const programs = [
    shipped,
    path.join(resources, 'hook', 'ringside'),
    path.join(native, 'keytar', 'build', 'Release', 'keytar.node'),
    path.join(native, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'),
  ];
  const missing = programs.flatMap((one) => output('ldd', one).match(/.+ => not found/g) ?? []);
  expect(missing).toEqual([]);
});

test('what is installed is root’s, written to by nobody else, and Chromium’s sandbox has the right it needs', () => {
  const entries = output('dpkg-deb', '--contents', deb)
    .trim()
    .split('\n')
    .map((line) => line.split(/ +/));
  expect(entries.length).toBeGreaterThan(50);
  expect(entries.filter(([, owner]) => owner !== 'root/root')).toEqual([]);
  // Links say rwx for everybody, and mean nothing by it.
  const writable = entries.filter(
    ([mode = '']) => !mode.startsWith('l') && (mode[5] === 'w' || mode[8] === 'w'),
  );
  expect(writable).toEqual([]);
  const setuid = entries.filter(([mode = '']) => /s/i.test(mode.slice(1)));
  expect(setuid.map(([mode, , , , , file]) => [mode, file])).toEqual([
    ['-rwsr-xr-x', './usr/lib/ringside/chrome-sandbox'],
  ]);
  const tops = new Set(entries.map(([, , , , , file = '']) => file.split('/').slice(0, 3).join('/')));
  expect(
    [...tops].filter((one) => !['./', './usr/', './usr/bin', './usr/lib', './usr/share'].includes(one)),
  ).toEqual([]);
});

test('the command, the menu entry with its links, the icon and the licence are where the system looks', () => {
  const command = path.join(installedRoot, 'usr', 'bin', 'ringside');
  expect(lstatSync(command).isSymbolicLink()).toBe(true);
  expect(realpathSync(command)).toBe(realpathSync(shipped));

  const share = path.join(installedRoot, 'usr', 'share');
  const entry = readFileSync(path.join(share, 'applications', 'ringside.desktop'), 'utf8').split('\n');
  expect(entry[0]).toBe('[Desktop Entry]');
  expect(entry).toEqual(
    expect.arrayContaining([
      'Name=Ringside',
      'Exec=ringside %U',
      'Icon=ringside',
      'Type=Application',
      'Categories=Office;',
      'MimeType=x-scheme-handler/ringside;x-scheme-handler/tel;x-scheme-handler/callto;x-scheme-handler/sip;',
    ]),
  );
  const icon = readFileSync(path.join(share, 'icons', 'hicolor', '512x512', 'apps', 'ringside.png'));
  expect(icon.subarray(1, 4).toString()).toBe('PNG');
  expect(readFileSync(path.join(share, 'doc', 'ringside', 'copyright'), 'utf8')).toMatch(/^MIT License/);
});
