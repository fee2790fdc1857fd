import { spawn } from 'node:child_process';
import { shell } from 'electron';

/** Starts the agent's own program, without a shell and without waiting for its end. False when it cannot be started. */
export function runProgram(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true, shell: false, windowsHide: true });
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

/** Hands a `tel:` link to the system's own handler. False when there is none. */
export async function openTel(url: string): Promise<boolean> {
  if (!/^tel:\+?[\d*]*(?:%23|[\d*])*$/.test(url)) return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false;
  }
}
