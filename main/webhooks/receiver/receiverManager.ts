import type { Vault } from '../../accounts/vault/vault.ts';
import type { Clock } from '../../common/clock.ts';
import { whenPortIsFree } from '../../common/freePort.ts';
import { createReceiver } from './webhookReceiver.ts';
import type { Receiver, ReceiverState } from './webhookReceiver.ts';

/** The listener of this computer, switched by the settings; an address for each account. */
export interface ReceiverManager {
  set(on: boolean): Promise<void>;
  /** Starts it when the settings say so. */
  start(): Promise<void>;
  stop(): void;
  shown(): { readonly on: boolean; readonly port: number; readonly state: ReceiverState };
  /** With what is secret; null when the keychain does not take or give it. */
  addressOf(account: string): Promise<string | null>;
}

interface ReceiverManagerDeps {
  readonly settings: () => { readonly on: boolean; readonly port: number };
  readonly save: (setting: { readonly on: boolean; readonly port: number }) => void;
  readonly vault: Pick<Vault, 'open'>;
  readonly accounts: () => readonly string[];
  readonly receive: (account: string, body: string) => Promise<boolean>;
  /** 256 bits, in letters a path may hold. */
  readonly newSecret: () => string;
  readonly changed: () => void;
  readonly clock: Pick<Clock, 'schedule'>;
  /** For tests: what listens. */
  readonly receiver?: Receiver;
}

export function createReceiverManager(deps: ReceiverManagerDeps): ReceiverManager {
  const { vault, settings } = deps;
  const secrets = new Map<string, string>();
  const receiver = deps.receiver ?? createReceiver({ secrets: () => secrets, receive: deps.receive });

  async function readSecrets(): Promise<void> {
    const opened = await vault.open();
    if (!opened.ok) return;
    for (const account of deps.accounts()) {
      const kept = opened.value.get(account, 'receiverSecret');
      if (kept.ok && kept.value !== null) secrets.set(account, kept.value);
      else secrets.delete(account);
    }
  }

  /** Ends the waiting for a port that another program has. */
  let stopWaiting = (): void => undefined;

  async function start(): Promise<void> {
    stopWaiting();
    const { on, port } = settings();
    receiver.stop();
    if (on) {
      await readSecrets();
      await receiver.start(port);
    }
    if (receiver.state() === 'portInUse')
      stopWaiting = whenPortIsFree(deps.clock, { port }, () => void start());
    deps.changed();
  }

  return {
    async set(on) {
      deps.save({ ...settings(), on });
      await start();
    },
    start,
    stop() {
      stopWaiting();
      receiver.stop();
    },
    shown() {
      const { on, port } = settings();
      return { on, port: receiver.state() === 'listening' ? receiver.port() : port, state: receiver.state() };
    },
    async addressOf(account) {
      const opened = await vault.open();
      if (!opened.ok) return null;
      const kept = opened.value.get(account, 'receiverSecret');
      if (!kept.ok) return null;
      const secret = kept.value ?? deps.newSecret();
      if (kept.value === null) opened.value.put(account, 'receiverSecret', secret);
      secrets.set(account, secret);
      const port = receiver.state() === 'listening' ? receiver.port() : settings().port;
      return `http://127.0.0.1:${port}/webhook/amo/${secret}`;
    },
  };
}
