import type { SandboxCommand } from './commandLine.ts';
import type { Sandbox, SandboxAccount } from './sandbox.ts';
import { createSandbox } from './server.ts';

/** What a sandbox in a process of its own says once it listens: one line of JSON, or one message to its parent. */
export interface Announcement {
  readonly port: number;
  readonly accounts: readonly SandboxAccount[];
}

/** A sandbox that listens, or why there is none: the system's code (`EADDRINUSE`, ...), or `ERR_STATE` for an unreadable file. */
export type Started =
  | { readonly ok: true; readonly sandbox: Sandbox; readonly announcement: Announcement }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Starts a sandbox as a command asks. */
export async function startSandbox({ port, options }: SandboxCommand): Promise<Started> {
  let sandbox: Sandbox;
  try {
    sandbox = createSandbox(options);
  } catch (error) {
    return { ok: false, code: 'ERR_STATE', message: messageOf(error) };
  }
  try {
    const listening = await sandbox.listen(port);
    return { ok: true, sandbox, announcement: { port: listening, accounts: sandbox.accounts } };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'ERR_LISTEN';
    return { ok: false, code, message: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
