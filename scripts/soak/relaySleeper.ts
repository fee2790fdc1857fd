import { setTimeout as delay } from 'node:timers/promises';
import { createRelayDesktop } from '../drive/relayDesktop.ts';
import type { Received, RelayDesktop } from '../drive/relayDesktop.ts';
import { changeIn } from './relayEvents.ts';
import type { Cursor } from '../../webhooks/relayProtocol.ts';

/** A simulated desktop that sleeps, crashes and comes back, and checks what it applies. */
export interface Sleeper {
  readonly account: number;
  isAway(): boolean;
  /** Connects, as often as it takes. */
  wake(): Promise<void>;
  /** The connection is gone; nothing is said. */
  sleep(): void;
  /** Dies after it stored something and before it acknowledged it, if anything comes soon. */
  crash(): Promise<void>;
  counts(): { readonly applied: number; readonly wrong: number; readonly connections: number };
  end(): void;
}

export function createSleeper(socketUrl: string, token: string, account: number): Sleeper {
  const cursors = new Map<number, Cursor>();
  /** The version of each lead applied last. */
  const versions = new Map<string, number>();
  const count = { applied: 0, wrong: 0, connections: 0 };
  let away = true;
  let ended = false;
  let line: RelayDesktop | null = null;
  let stored: (() => void) | null = null;

  const apply = (events: readonly Received[]): void => {
    for (const { body } of events) {
      const { lead, version } = changeIn(body);
      if (version !== (versions.get(lead) ?? 0) + 1) count.wrong += 1;
      versions.set(lead, version);
      count.applied += 1;
    }
    stored?.();
  };

  const connect = async (): Promise<void> => {
    const isWanted = (): boolean => !ended && !away;
    while (isWanted()) {
      line = createRelayDesktop(socketUrl, token, [account], { cursors, apply }, false);
      const mine = line;
      try {
        await mine.connect();
        count.connections += 1;
        void mine.closed().then(() => {
          // Killed, restarted or thought slow: come back unless it was our own doing.
          if (line === mine && !away) void delay(Math.random() * 500).then(connect);
        });
        return;
      } catch {
        await delay(100 + Math.random() * 400);
      }
    }
  };

  const sleep = (): void => {
    away = true;
    const was = line;
    line = null;
    was?.cut();
  };

  return {
    account,
    isAway: () => away,
    async wake() {
      if (!away) return;
      away = false;
      await connect();
    },
    sleep,
    async crash() {
      line?.stopAcknowledging();
      const next = new Promise<void>((resolve) => {
        stored = resolve;
      });
      await Promise.race([next, delay(300)]);
      stored = null;
      sleep();
    },
    counts: () => count,
    end() {
      ended = true;
      sleep();
    },
  };
}
