import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROOMS = ['entities', 'i18n', 'main', 'preload', 'renderer', 'sandbox', 'test', 'webhooks'];

/** The sources in a folder of their own, to see how many files something new takes and what the compiler says. */
export interface ProjectCopy {
  readonly folder: string;
  addFolder(folder: string): void;
  /** Writes a file that is not there yet. */
  add(file: string, text: string): void;
  /** Puts `next` in place of the one `text` a file holds. */
  edit(file: string, text: string, next: string): void;
  /** How many lines a file has more than in the project. */
  addedLines(file: string): number;
  /** The files that are other than in the project, new ones too. */
  touched(): readonly string[];
  /** What the compiler finds wrong in these files and all they import, a line each; nothing when all is well. */
  faults(files: readonly string[]): readonly string[];
  remove(): void;
}

export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-copy-'));
  for (const room of ROOMS) cpSync(path.join(ROOT, room), path.join(folder, room), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const { compilerOptions } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8')) as {
    readonly compilerOptions: Readonly<Record<string, unknown>>;
  };
  const lib = ['ES2023', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'];
  const options = { ...compilerOptions, lib, types: ['node', 'vite/client'] };
  const inCopy = (file: string): string => path.join(folder, file);
  return {
    folder,
    addFolder(name) {
      mkdirSync(inCopy(name));
    },
    add(file, text) {
      writeFileSync(inCopy(file), text, { flag: 'wx' });
    },
    edit(file, text, next) {
      const before = readFileSync(inCopy(file), 'utf8');
      if (before.split(text).length !== 2) throw new Error(`${file} does not hold this once: ${text}`);
      writeFileSync(
        inCopy(file),
        before.replace(text, () => next),
      );
    },
    addedLines: (file) => linesOf(inCopy(file)) - linesOf(path.join(ROOT, file)),
    touched() {
      const before = contents(ROOT);
      return [...contents(folder)]
        .filter(([file, text]) => before.get(file) !== text)
        .map(([file]) => file.replaceAll(path.sep, '/'))
        .toSorted();
    },
    faults(files) {
      writeFileSync(
        inCopy('tsconfig.json'),
        JSON.stringify({ compilerOptions: options, files: [...files, 'preload/bridge.d.ts'] }),
      );
      const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');
      const { stdout, error } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', folder], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (error !== undefined) throw error;
      return stdout.split('\n').filter((line) => /error TS\d+/u.test(line));
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length;

function contents(root: string): ReadonlyMap<string, string> {
  const files = ROOMS.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  return new Map(files.map((file) => [path.relative(root, file), readFileSync(file, 'utf8')]));
}
