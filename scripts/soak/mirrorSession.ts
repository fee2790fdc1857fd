import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openMirror } from '../../main/mirror/openMirror.ts';
import type { Random } from './plan.ts';

/** A desktop with the app's own inbox and mirror, in a process that is killed and stopped again and again. */
export interface MirrorSession {
  readonly account: number;
  /** Resolves once events come to it. */
  start(): Promise<void>;
  /** Kills it (SIGKILL) or puts it to sleep (SIGSTOP) at random until told to end. */
  live(isDone: () => boolean, random: Random): Promise<void>;
  /** The last event it has stored. */
  stored(): number;
  /** Ends it; how many leads' versions were not applied once each, in order, up to the last. */
  end(versions: ReadonlyMap<string, number>): Promise<number>;
  counts(): { readonly kills: number; readonly sleeps: number; readonly applied: number };
}

const LIVES_MS = 5_000;
const LIVES_MORE_MS = 10_000;
const ASLEEP_MS = 3_000;

/**
 * Rows of the mirror's leads as they are written, in the same transaction: what a kill takes back is not in it, and what is
 * applied twice or out of order is. The lead's price is its version.
 */
const WATCH = `
CREATE TABLE applied (place INTEGER PRIMARY KEY, lead TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
CREATE TRIGGER applied_first AFTER INSERT ON leads
  BEGIN INSERT INTO applied (lead, version) VALUES (CAST(NEW.id AS TEXT), CAST(NEW.price AS INTEGER)); END;
CREATE TRIGGER applied_later AFTER UPDATE ON leads
  BEGIN INSERT INTO applied (lead, version) VALUES (CAST(NEW.id AS TEXT), CAST(NEW.price AS INTEGER)); END;
`;

export function createMirrorSession(socketUrl: string, token: string, account: number): MirrorSession {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-soak-mirror-'));
  const file = path.join(folder, 'mirror.db');
  const made = openMirror(file, () => {});
  made.exec(WATCH);
  made.close();
  const count = { kills: 0, sleeps: 0, applied: 0 };
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const life = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'mirrorProcess.ts'), file, socketUrl, token, String(account)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    child = life;
    const said = once(createInterface({ input: life.stdout }), 'line');
    await Promise.race([said, once(life, 'exit')]);
  }

  async function kill(): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Reads the mirror beside whoever writes it. */
  function read<T>(question: (db: Database.Database) => T): T {
    const db = new Database(file, { readonly: true });
    try {
      return question(db);
    } finally {
      db.close();
    }
  }

  return {
    account,
    start,
    async live(isDone, random) {
      while (!isDone()) {
        const until = Date.now() + LIVES_MS + random() * LIVES_MORE_MS;
        while (!isDone() && Date.now() < until) await delay(100);
        if (random() < 0.3) {
          child?.kill('SIGSTOP');
          await delay(ASLEEP_MS * random());
          child?.kill('SIGCONT');
          count.sleeps += 1;
        } else {
          await kill();
          count.kills += 1;
          await start();
        }
      }
    },
    stored: () => read((db) => Number(db.prepare('SELECT max(seq) FROM news_places').pluck().get() ?? 0)),
    async end(versions) {
      await kill();
      const applied = new Map<string, number>();
      let wrong = 0;
      read((db) => {
        const rows = db.prepare<[], { readonly lead: string; readonly version: number }>(
          'SELECT lead, version FROM applied ORDER BY place',
        );
        for (const { lead, version } of rows.iterate()) {
          if (version !== (applied.get(lead) ?? 0) + 1) wrong += 1;
          applied.set(lead, version);
          count.applied += 1;
        }
      });
      for (const [lead, version] of versions) if (applied.get(lead) !== version) wrong += 1;
      rmSync(folder, { recursive: true, force: true });
      return wrong;
    },
    counts: () => count,
  };
}
