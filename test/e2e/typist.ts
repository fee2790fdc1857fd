import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { definedOnly, rootArgs } from '../../scripts/drive/app.ts';
import { attach } from '../../scripts/drive/attach.ts';
import { electronPath } from '../../scripts/electronPath.ts';

/** Another program that has the keyboard, and the keyboard itself: real X events, which go to whoever has the focus. */
export interface Typist {
  /** Types as a person does; resolves when the last key is up. */
  type(text: string): Promise<void>;
  /** Presses one key or chord, in xdotool's words: `ctrl+alt+4`. */
  press(chord: string): Promise<void>;
  /** What arrived in the other program. */
  received(): Promise<string>;
  /** Whether the other program has the keyboard. */
  hasFocus(): Promise<boolean>;
  end(): Promise<void>;
}

const run = promisify(execFile);

/** Starts the other program and gives it the keyboard. Linux with X only. */
export async function startTypist(env: NodeJS.ProcessEnv): Promise<Typist> {
  const data = mkdtempSync(path.join(tmpdir(), 'ringside-typist-'));
  const electron = await attach({
    executablePath: electronPath(),
    args: [
      path.join(import.meta.dirname, 'typist'),
      `--user-data-dir=${data}`,
      '--disable-gpu',
      ...rootArgs(),
    ],
    env: definedOnly(env),
  });
  const page = await electron.firstWindow();
  const letter = page.locator('textarea');
  const hasFocus = (): Promise<boolean> =>
    electron.askMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused() ?? false);
  await electron.askMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await expect.poll(hasFocus).toBe(true);
  await letter.focus();
  return {
    async type(text) {
      await run('xdotool', ['type', '--delay', '40', text], { env, timeout: 30_000 });
    },
    async press(chord) {
      await run('xdotool', ['key', chord], { env, timeout: 10_000 });
    },
    received: () => letter.inputValue(),
    hasFocus,
    async end() {
      const killer = setTimeout(() => electron.process().kill('SIGKILL'), 5_000);
      await electron.close();
      clearTimeout(killer);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
