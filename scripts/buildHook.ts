import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isOnPath } from './setup/childProcess.ts';
import { root } from './setup/folders.ts';
import { runTool } from './tool.ts';

const source = path.join('hook', 'ringside.c');
const warnings = ['-Wall', '-Wextra'];

/** Debian's cross-compiler for Windows, and the package it comes in. */
export const windowsCompiler = {
  program: 'x86_64-w64-mingw32-gcc',
  package: 'gcc-mingw-w64-x86-64',
} as const;

/**
 * Compiles the program that softphones run, for this system, into a folder. C, because a softphone waits for it.
 *
 * @returns false when the compiler fails; a system without one is told so and goes on without the program
 */
export async function buildHook(folder: string): Promise<boolean> {
  if (process.platform === 'win32' || !isOnPath('cc')) {
    console.error('No C compiler "cc" here: the command "ringside" for softphones was not built.');
    return true;
  }
  await mkdir(path.resolve(root, folder), { recursive: true });
  return runTool('cc', ['-O2', ...warnings, '-o', path.join(folder, 'ringside'), source]);
}

/**
 * The same for Windows, from Debian or Ubuntu: a program without a console window and without any library that
 * Windows does not bring.
 *
 * @returns whether it is there; what is missing is said on stderr
 */
export async function buildWindowsHook(folder: string): Promise<boolean> {
  const { program, package: name } = windowsCompiler;
  if (!isOnPath(program)) {
    console.error(
      `The hook program for Windows was not built: it needs ${program} (Debian's package ${name}).`,
    );
    return false;
  }
  await mkdir(path.resolve(root, folder), { recursive: true });
  return runTool(program, windowsOptions(path.join(folder, 'ringside.exe'), source));
}

/** Small, with wide characters, and without a console of its own. */
export const windowsOptions = (program: string, from: string): readonly string[] => [
  '-Os',
  ...warnings,
  '-municode',
  '-mwindows',
  '-static',
  '-s',
  '-o',
  program,
  from,
  '-ladvapi32',
];
