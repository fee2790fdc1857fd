import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createCompanions } from '../companions.ts';

const run = promisify(execFile);
const PROGRAM = '/usr/bin/dunst';

/** Whether this computer has one; setup installs it where it may. */
export const hasNotificationDaemon = existsSync(PROGRAM);

/** The desktop's service for notifications (dunst), as an agent's own. */
export interface NotificationDaemon {
  /** All it was ever asked to show, oldest first: `title | text`. */
  shown(): readonly string[];
  /** Clicks the one that is shown, and alone. */
  click(): Promise<void>;
  /** Takes all from the screen. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 20_000;

/** What it is shown goes to a file, and stays on the screen. */
const configuration = (script: string): string => `[global]
    follow = none
    stack_duplicates = false
    notification_limit = 20
    offset = 4x4
[urgency_normal]
    timeout = 0
[everything]
    summary = *
    script = ${script}
`;

/** Starts it on a desktop and waits until it answers. @param env of the desktop */
export async function startNotificationDaemon(env: NodeJS.ProcessEnv): Promise<NotificationDaemon> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-notices-'));
  const said = path.join(folder, 'shown');
  const script = path.join(folder, 'note');
  const config = path.join(folder, 'dunstrc');
  writeFileSync(said, '');
  writeFileSync(script, `#!/bin/sh\nprintf '%s | %s\\n' "$2" "$3" >> '${said}'\n`);
  chmodSync(script, 0o755);
  writeFileSync(config, configuration(script));
  const companions = createCompanions(() => rmSync(folder, { recursive: true, force: true }));
  companions.start(PROGRAM, ['-config', config], { cwd: folder, env });
  const control = async (...words: readonly string[]): Promise<string> =>
    (await run('dunstctl', words, { env, timeout: PATIENCE_MS })).stdout;
  for (const deadline = Date.now() + PATIENCE_MS; ; await delay(50)) {
    const answers = await control('is-paused').catch(() => '');
    if (answers.trim() === 'false') break;
    if (Date.now() > deadline) throw new Error('the notification daemon does not answer');
  }
  return {
    shown: () =>
      readFileSync(said, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    async click() {
      await control('action', '0');
    },
    async clear() {
      await control('close-all');
    },
    async stop() {
      await companions.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
