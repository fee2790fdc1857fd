import { setTimeout as delay } from 'node:timers/promises';
import { openPoster } from '../../test/bench/relayLoad.ts';
import type { Poster } from '../../test/bench/relayLoad.ts';
import type { Random } from './plan.ts';

/** The CRM of the soak: posts changes of leads, each again until it is answered. */
export interface WebhookFeed {
  /** Posts so many; resolves when all were answered 200. */
  post(events: number): Promise<void>;
  /** Resolves once so many were answered. */
  reached(events: number): Promise<void>;
  isDone(): boolean;
  answeredOf(account: number): number;
  /** The last version of each lead of an account. */
  versionsOf(account: number): ReadonlyMap<string, number>;
  counts(): { readonly answered: number; readonly unanswered: number; readonly refused: number };
}

const LEADS_EACH = 5;

/** A lead's next version, so that a desktop can tell whether one was left out, doubled or overtaken. */
const bodyOf = (account: number, lead: string, version: number): string =>
  `leads%5Bupdate%5D%5B0%5D%5Bid%5D=${lead}&leads%5Bupdate%5D%5B0%5D%5Bprice%5D=${version}&leads%5Bupdate%5D%5B0%5D%5Bname%5D=%D0%A1%D0%B4%D0%B5%D0%BB%D0%BA%D0%B0&leads%5Bupdate%5D%5B0%5D%5Bstatus_id%5D=10&leads%5Bupdate%5D%5B0%5D%5Bpipeline_id%5D=1&account%5Bsubdomain%5D=demo&account%5Bid%5D=${account}`;

/** The lead and the version a body is about. */
export function changeIn(body: string): { readonly lead: string; readonly version: number } {
  const [, lead = '', version = ''] = /%5Bid%5D=(\d+)&.*?%5Bprice%5D=(\d+)&/u.exec(body) ?? [];
  return { lead, version: Number(version) };
}

export function createWebhookFeed(
  hooks: readonly { readonly account: number | null; readonly webhookUrl: string }[],
  connections: number,
  random: Random,
): WebhookFeed {
  const addresses = hooks.flatMap(({ account, webhookUrl }) =>
    account === null ? [] : [{ account, webhookUrl }],
  );
  const versions = new Map(addresses.map(({ account }) => [account, new Map<string, number>()]));
  const answered = new Map<number, number>();
  const count = { answered: 0, unanswered: 0, refused: 0 };
  const waiting: { readonly events: number; readonly resolve: () => void }[] = [];
  let done = false;
  let left = 0;

  /** One connection to one account at a time; each has leads of its own, so that their order is known. */
  const postOn = async (own: number): Promise<void> => {
    const line: { poster: Poster | null } = { poster: null };
    while (left > 0) {
      left -= 1;
      const { account, webhookUrl } = addresses[Math.floor(random() * addresses.length)] ?? {
        account: 0,
        webhookUrl: '',
      };
      const lead = String(1 + own * LEADS_EACH + Math.floor(random() * LEADS_EACH));
      const known = versions.get(account);
      const version = (known?.get(lead) ?? 0) + 1;
      known?.set(lead, version);
      await deliver(line, webhookUrl, bodyOf(account, lead, version));
      answered.set(account, (answered.get(account) ?? 0) + 1);
      count.answered += 1;
      for (const one of waiting) if (count.answered >= one.events) one.resolve();
    }
    line.poster?.close();
  };

  /** As the CRM: again until it is taken. */
  const deliver = async (line: { poster: Poster | null }, url: string, body: string): Promise<void> => {
    for (;;) {
      try {
        line.poster ??= await openPoster(url);
        const status = await line.poster.post(body, new URL(url).pathname);
        if (status === 200) return;
        if (status !== 0) {
          count.refused += 1;
        } else {
          count.unanswered += 1;
          line.poster = null;
        }
      } catch {
        // Nobody listens now.
        line.poster = null;
      }
      await delay(20);
    }
  };

  return {
    async post(events) {
      left = events;
      await Promise.all(Array.from({ length: connections }, (_, own) => postOn(own)));
      done = true;
    },
    reached: (events) =>
      new Promise((resolve) => {
        if (count.answered >= events) resolve();
        else waiting.push({ events, resolve });
      }),
    isDone: () => done,
    answeredOf: (account) => answered.get(account) ?? 0,
    versionsOf: (account) => versions.get(account) ?? new Map<string, number>(),
    counts: () => count,
  };
}
