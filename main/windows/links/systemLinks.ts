import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app, shell } from 'electron';
import { linuxLinkHandlers, windowsLinkHandlers } from '../../setup/linkHandlers.ts';
import type { LinkHandlers } from '../../setup/linkHandlers.ts';
import { telLinksOut } from '../../setup/telLinkFallback.ts';
import { openTel, runProgram } from './openDialTarget.ts';

/** The links of this system, and the way out for a `tel:` link that must not come back to us. */
export interface SystemLinks extends LinkHandlers {
  /** Hands a `tel:` link to the program that has (or had) them; false when that would be Ringside itself. */
  openTel(url: string): Promise<boolean>;
}

interface Former {
  get(scheme: string): string | null;
  set(scheme: string, holder: string | null): void;
}

/** @param former who had each scheme before Ringside */
export function createSystemLinks(former: Former): SystemLinks {
  const handlers = handlersOf(former);
  return {
    ...handlers,
    openTel: telLinksOut({
      holderOf: (scheme) => handlers.holderOf(scheme),
      before: () => former.get('tel'),
      platform: process.platform,
      openTel,
      run: runProgram,
    }),
  };
}

function handlersOf(former: Former): LinkHandlers {
  if (process.platform === 'win32') {
    return windowsLinkHandlers({
      output,
      openSettings: () => shell.openExternal('ms-settings:defaultapps?registeredAppUser=Ringside'),
    });
  }
  if (process.platform === 'linux') {
    const data = process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
    const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    return linuxLinkHandlers({
      entryFile: join(data, 'applications', 'ringside-links.desktop'),
      listFile: join(config, 'mimeapps.list'),
      command: ownCommand(),
      former,
      files: { read: readOrNull, write: writeWhole },
      output,
    });
  }
  return {
    mayTake: true,
    holderOf: async (scheme) => ({
      state: app.isDefaultProtocolClient(scheme) ? 'ours' : 'other',
      holder: app.getApplicationNameForProtocol(`${scheme}://`) || null,
    }),
    async take(scheme, on) {
      if (on) app.setAsDefaultProtocolClient(scheme);
      else app.removeAsDefaultProtocolClient(scheme);
    },
  };
}

/** An AppImage runs from a folder that is gone tomorrow; it says where it lies itself. */
export function ownCommand(): readonly string[] {
  const image = process.env['APPIMAGE'];
  if (image !== undefined && image !== '') return [image];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
}

function output(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: 5_000, windowsHide: true }, (error, said) => {
      resolve(error === null ? said : null);
    });
  });
}

export function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.ringside-new`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
