import { wallTime, systemClock } from '../../main/common/clock.ts';
import { execPath } from 'node:process';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createSignIn } from '../../main/accounts/signIn/signIn.ts';
import { readTokens } from '../../main/accounts/tokens/storedTokens.ts';
import { createVault } from '../../main/accounts/vault/vault.ts';
import { sandboxZone } from '../../main/accounts/platformZones.ts';
import { createExchange } from '../../main/crm/transport/httpExchange.ts';
import { openJournal } from '../../main/journal/openJournal.ts';
import { ok } from '../../main/common/result.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { createSandbox } from '../../sandbox/server.ts';
import { speechOf } from '../../test/speech.ts';

/** Where in a refresh a process can be killed by itself; what the CRM does meanwhile is its own affair. */
export const REFRESH_STEPS = [
  'beforeMark',
  'beforeSend',
  'afterAnswer',
  'beforeCommit',
  'inCommit',
  'afterCommit',
] as const;
export type RefreshStep = (typeof REFRESH_STEPS)[number];

/** How a life ended that was let live. */
const end = z.object({ ok: z.boolean(), why: z.string().nullable(), state: z.string() });
export type LifeEnd = z.infer<typeof end>;

/** A process that asks for a token. */
export interface Life {
  /** Resolves when it said this word, or ended without. */
  said(word: string): Promise<void>;
  /** Ends it as a crash does, and waits until it is gone. */
  kill(): Promise<void>;
  /** How it ended; null when it was killed. */
  readonly end: Promise<LifeEnd | null>;
}

/** An account signed in to a sandbox of its own, whose tokens a process after the other asks for. */
export interface TokenSession {
  readonly sandbox: Sandbox;
  /** Lets time pass for the service and every later life. */
  pass(ms: number): void;
  /** Begins a life; it stands still at `step`. */
  live(step?: RefreshStep): Life;
  /** Does the service still honour some refresh token that the journal holds? */
  isHonoured(): Promise<boolean>;
  /** Is the newest pair the service gave in the journal? */
  holdsNewest(): Promise<boolean>;
  /** Signs in (again) with a code of the integration's page. */
  signIn(): Promise<void>;
  close(): Promise<void>;
}

/** Opens one. `grace` is the service's reading of the old refresh token (sandbox/readings.ts). */
export async function openTokenSession(grace: boolean): Promise<TokenSession> {
  let ahead = 0;
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-tokens-'));
  const file = path.join(folder, 'journal.db');
  const key = randomBytes(32);
  const now = (): number => Date.now() + ahead;
  const sandbox = createSandbox({ grace, now, contacts: 5, requestsPerSecond: null });
  const port = await sandbox.listen(0);
  const [demo] = sandbox.accounts;
  if (demo === undefined) throw new Error('the sandbox has no account');

  /** The journal as the app has it, for as long as `work` takes. */
  const withJournal = async <T>(
    work: (session: ReturnType<typeof servicesOver>) => Promise<T>,
  ): Promise<T> => {
    const opened = openJournal(file);
    if (!opened.ok) throw new Error(opened.error.kind);
    try {
      return await work(servicesOver(opened.value));
    } finally {
      opened.value.close();
    }
  };
  const servicesOver = (
    journal: Extract<ReturnType<typeof openJournal>, { readonly ok: true }>['value'],
  ) => ({
    journal,
    vault: createVault({
      rows: journal.secrets,
      masterKey: { read: () => Promise.resolve(ok(key)), write: () => Promise.resolve(ok(null)) },
      randomBytes,
    }),
  });

  const heldTokens = (): Promise<readonly string[]> =>
    withJournal(async ({ journal, vault }) => {
      const opened = await vault.open();
      const [row] = journal.accounts.list();
      if (!opened.ok || row === undefined) throw new Error('the journal lost its account');
      return (['tokens', 'previousTokens'] as const).flatMap((kind) => {
        const sealed = opened.value.get(row.key, kind);
        if (!sealed.ok) throw new Error('the journal lost its key');
        return readTokens(sealed.value ?? '')?.refreshToken ?? [];
      });
    });

  const signIn = (): Promise<void> =>
    withJournal(async ({ journal, vault }) => {
      const signInService = createSignIn({
        openBrowser: () => Promise.resolve(false),
        exchange: createExchange({ userAgent: 'Ringside (soak)' }),
        accounts: journal.accounts,
        vault,
        transaction: (work) => journal.transaction(work),
        clock: { ...systemClock, now: () => wallTime(now()) },
        random: () => 0,
        randomBytes,
        speech: speechOf('en'),
        onSignedIn: () => undefined,
      });
      const { clientId, clientSecret, redirectUri, subdomain } = demo;
      const code = sandbox.issueCode(subdomain) ?? '';
      const input = { clientId, clientSecret, redirectUri, address: subdomain, code };
      const state = await signInService.withCode(sandboxZone(port), input);
      if (state.phase !== 'done') throw new Error(`the sign-in ended in ${JSON.stringify(state)}`);
    });

  const lives = new Set<ChildProcess>();
  await signIn();
  return {
    sandbox,
    pass(ms) {
      ahead += ms;
    },
    live(step) {
      const args = [
        path.join(import.meta.dirname, 'tokenProcess.ts'),
        file,
        key.toString('base64'),
        String(ahead),
      ];
      const child = spawn(execPath, [...args, step ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] });
      lives.add(child);
      const words: string[] = [];
      const hearers = new Set<() => void>();
      createInterface({ input: child.stdout }).on('line', (line) => {
        words.push(line);
        for (const hear of hearers) hear();
      });
      const gone = new Promise<void>((resolve) => {
        child.once('close', () => {
          lives.delete(child);
          for (const hear of hearers) hear();
          resolve();
        });
      });
      return {
        said: (word) =>
          new Promise((resolve) => {
            const look = (): void => {
              if (!words.includes(word) && lives.has(child)) return;
              hearers.delete(look);
              resolve();
            };
            hearers.add(look);
            look();
          }),
        async kill() {
          child.kill('SIGKILL');
          await gone;
        },
        end: gone.then(() => {
          const last = words.at(-1) ?? '';
          return last.startsWith('{') ? end.parse(JSON.parse(last)) : null;
        }),
      };
    },
    async isHonoured() {
      const held = await heldTokens();
      return sandbox.store.oauth.pairs.some(
        (pair) =>
          held.includes(pair.refreshToken) && !pair.isRefreshRevoked && pair.refreshExpiresAt * 1000 > now(),
      );
    },
    async holdsNewest() {
      const held = await heldTokens();
      return held.includes(sandbox.store.oauth.pairs.at(-1)?.refreshToken ?? '');
    },
    signIn,
    async close() {
      for (const child of lives) child.kill('SIGKILL');
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
