import { wallTime, monotonicTime } from '../../../../main/common/clock.ts';
import { statSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import type { FromWorker, ToWorker } from '../../../../main/mirror/sync/syncMessages.ts';
import type { Match } from '../../../../preload/contract.ts';
import { at, listAt, textAt } from '../../sandbox/client.ts';
import {
  NORTHWIND,
  ROMASHKA,
  type SyncedSandbox,
  WORKER,
  startSyncedSandbox,
  until,
} from '../syncedSandbox.ts';

let synced: SyncedSandbox;

beforeEach(async () => {
  synced = await startSyncedSandbox({ nextLinks: 'opaque' });
});
afterEach(() => synced.close());

const FIRST_CONTACTS = '/api/v4/contacts?limit=250&with=leads&order%5Bid%5D=asc';

const contactsOf = (key: string): number => synced.reader.counts(key).contacts;
const isThrough = (key: string): boolean =>
  synced.progress.some(({ account, phase }) => account === key && phase === 'idle');

function lookUp(key: string, raw: string, region = 'RU'): readonly Match[] {
  return synced.reader.lookup(key, parsePhoneNumber(raw, { region }));
}

describe('the first sync', () => {
  it('brings every contact, company and open lead, and the names the pop needs', async () => {
    synced.host().start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    expect(contactsOf(ROMASHKA.key)).toBe(300);
    const [known] = lookUp(ROMASHKA.key, synced.sandbox.romashka.showcase.certain);
    expect(known).toMatchObject({ entity: 'contact', certainty: 'certain', leads: [{ open: true }] });
    expect(known?.responsible).toEqual(expect.any(String));
    expect(known?.leads[0]?.stage).not.toBe('');
    expect(known?.leads[0]?.pipeline).not.toBe('');
  });

  it('finds the demo’s several, unknown, company and shared numbers as what they are', async () => {
    synced.host().start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    const { several, unknown, company, shared } = synced.sandbox.romashka.showcase;
    const kinds = (raw: string): readonly string[] => lookUp(ROMASHKA.key, raw).map(({ entity }) => entity);
    expect(kinds(several)).toEqual(['contact', 'contact']);
    expect(lookUp(ROMASHKA.key, unknown).filter(({ certainty }) => certainty === 'certain')).toEqual([]);
    expect(kinds(company)).toEqual(['company']);
    expect(kinds(shared).filter((kind) => kind === 'contact')).toHaveLength(4);
    expect(kinds(shared)).toContain('company');
  });

  it('follows the next link, its query exactly as handed out', async () => {
    synced.host().start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    const first = await synced.sandbox.ask(FIRST_CONTACTS);
    const next = textAt(first.body, '_links', 'next', 'href');
    expect(next).toContain('cursor=');
    expect(synced.asked).toContain(next.slice(next.indexOf('/api/')));
  });

  it('reports its progress and ends with the time it was through', async () => {
    synced.host().start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    const phases = synced.progress.map(({ phase }) => phase);
    expect(phases[0]).toBe('first');
    const stored = synced.progress.filter(({ phase }) => phase === 'first').map((report) => report.stored);
    expect(stored).toEqual(stored.toSorted((a, b) => a - b));
    const idle = synced.progress.find(({ phase }) => phase === 'idle');
    expect(idle).toMatchObject({ contacts: 300, failure: null });
    expect(idle?.completedAt).toEqual(expect.any(Number));
  });
});

describe('interruptions', () => {
  it('a worker killed in the middle goes on with the page it was at', async () => {
    const pages: string[] = [];
    const start = (answerPages: number): Worker => {
      const worker = new Worker(WORKER, { workerData: { file: synced.file, catchUpEveryMs: 60_000 } });
      const tell = (message: ToWorker): void => {
        worker.postMessage(message, []);
      };
      let answered = 0;
      worker.on('message', (message: FromWorker) => {
        if (message.type !== 'fetchPage' || answered >= answerPages) return;
        answered += 1;
        pages.push(message.href);
        void synced
          .clientOf(message.account)
          ?.rawPage(message.href)
          .then((result) => {
            tell({ type: 'page', request: message.request, result });
          });
      });
      tell({ type: 'start', account: ROMASHKA });
      return worker;
    };
    // Five lists of names and events, tasks, companies (two probes and a page), contacts (two probes, a page of two).
    const killed = start(12);
    await until(() => contactsOf(ROMASHKA.key) === 250);
    await killed.terminate();
    const before = pages.splice(0);
    const second = start(1_000);
    await until(() => contactsOf(ROMASHKA.key) === 300 && synced.reader.counts(ROMASHKA.key).leads > 0);
    await second.terminate();
    expect(before.at(-1)).toBe(FIRST_CONTACTS);
    const contactPages = pages.filter((href) => href.includes('/contacts?'));
    expect(contactPages[0]).toContain('cursor=');
    expect(pages.filter((href) => before.includes(href))).toEqual([]);
  });

  it('a pause stops the asking, outlives a restart, and goes on after resume', async () => {
    const first = synced.host();
    first.start(ROMASHKA);
    first.pause(ROMASHKA.key);
    await until(() => first.state(ROMASHKA.key).phase === 'paused');
    await first.close();
    const before = synced.asked.length;
    const second = synced.host();
    second.start(ROMASHKA);
    await until(() => second.state(ROMASHKA.key).phase === 'paused');
    expect(synced.asked.length).toBe(before);
    second.resume(ROMASHKA.key);
    await until(() => contactsOf(ROMASHKA.key) === 300);
  });

  it('a broken mirror is deleted and fetched again, and the reader follows', async () => {
    const first = synced.host();
    first.start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    await first.close();
    synced.reader.release();
    writeFileSync(synced.file, 'this is no database, and longer than a header of one '.repeat(50));
    expect(contactsOf(ROMASHKA.key)).toBe(0);
    synced.host().start(ROMASHKA);
    await until(() => contactsOf(ROMASHKA.key) === 300);
  });

  it('a mirror of another schema is begun anew', async () => {
    const other = new Database(synced.file);
    other.exec('CREATE TABLE contacts (something TEXT); PRAGMA user_version = 99');
    other.close();
    expect(contactsOf(ROMASHKA.key)).toBe(0);
    synced.host().start(ROMASHKA);
    await until(() => contactsOf(ROMASHKA.key) === 300);
  });

  it('a worker that only crashes is given up after a few starts, and the window is told', async () => {
    const crashes: unknown[] = [];
    const host = synced.host({
      workerUrl: new URL('data:text/javascript,throw new Error("boom")'),
      clock: {
        now: () => wallTime(0),
        monotonic: () => monotonicTime(0),
        schedule: (_delayMs, run) => {
          const soon = setImmediate(run);
          return () => {
            clearImmediate(soon);
          };
        },
      },
      onCrash: (error) => crashes.push(error),
    });
    host.start(ROMASHKA);
    await until(() => host.state(ROMASHKA.key).phase === 'failed');
    expect(crashes).toHaveLength(6);
  });

  it('an outage of one list is waited out and said; the others go on, and what is stored stays', async () => {
    synced.sandbox.sandbox.misbehave({ path: '/api/v4/lead*', what: '500', times: 3 });
    synced.host().start(ROMASHKA);
    await until(() => synced.progress.some(({ phase }) => phase === 'waiting'));
    expect(synced.progress.find(({ phase }) => phase === 'waiting')).toMatchObject({
      failure: 'server',
      contacts: 300,
    });
    await until(() => isThrough(ROMASHKA.key));
    expect(contactsOf(ROMASHKA.key)).toBe(300);
  });
});

describe('keeping up', () => {
  it('sees a contact changed in the CRM', async () => {
    synced.host().start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    const list = await synced.sandbox.ask('/api/v4/contacts?limit=1');
    const id = Number(at(listAt(list.body, '_embedded', 'contacts')[0], 'id'));
    await synced.sandbox.ask(`/api/v4/contacts/${id}`, {
      method: 'PATCH',
      body: {
        name: 'Renamed',
        custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '8 (999) 000-11-22' }] }],
      },
    });
    await until(() => lookUp(ROMASHKA.key, '+79990001122')[0]?.name === 'Renamed');
    expect(contactsOf(ROMASHKA.key)).toBe(300);
  });

  it('does not read the whole list again where the service ignores filters', async () => {
    await synced.close();
    synced = await startSyncedSandbox({ apiFilter: false, contacts: 1_200 });
    synced.host().start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    const before = synced.asked.length;
    await until(() => synced.asked.slice(before).filter((href) => href.includes('/leads?')).length >= 3);
    const contactPages = synced.asked.slice(before).filter((href) => href.includes('/contacts?'));
    const passes = synced.asked.slice(before).filter((href) => href.includes('/companies?')).length;
    expect(contactPages.length).toBeLessThanOrEqual(passes * 2 + 1);
  });

  it('a contact just created is found at once', async () => {
    const host = synced.host({ catchUpEveryMs: 60_000 });
    host.start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    expect(lookUp(ROMASHKA.key, '89990001133')).toEqual([]);
    host.created(ROMASHKA.key, { contactId: 99_999_999, name: 'New one', phones: ['+79990001133'] });
    await until(() => lookUp(ROMASHKA.key, '89990001133')[0]?.id === 99_999_999);
  });
});

describe('two accounts', () => {
  it('never mix, and removing one leaves the other', async () => {
    const host = synced.host();
    host.start(ROMASHKA);
    host.start(NORTHWIND);
    await until(() => isThrough(ROMASHKA.key) && isThrough(NORTHWIND.key));
    const russian = synced.sandbox.romashka.showcase.certain;
    const american = synced.sandbox.northwind.showcase.certain;
    expect(lookUp(ROMASHKA.key, russian)).toHaveLength(1);
    expect(lookUp(NORTHWIND.key, american, 'US')).toHaveLength(1);
    const certain = (matches: readonly Match[]): readonly Match[] =>
      matches.filter(({ certainty }) => certainty === 'certain');
    expect(certain(lookUp(NORTHWIND.key, russian))).toEqual([]);
    expect(certain(lookUp(ROMASHKA.key, american))).toEqual([]);
    await host.removeAccount(ROMASHKA.key);
    expect(contactsOf(ROMASHKA.key)).toBe(0);
    expect(lookUp(ROMASHKA.key, russian)).toEqual([]);
    expect(contactsOf(NORTHWIND.key)).toBe(300);
    const file = new Database(synced.file, { readonly: true });
    expect(file.prepare('SELECT count(DISTINCT account) AS n FROM phones').get()).toEqual({ n: 1 });
    file.close();
  });

  it('the log of the database is cut back after the first sync', async () => {
    const host = synced.host({ catchUpEveryMs: 60_000 });
    host.start(ROMASHKA);
    await until(() => isThrough(ROMASHKA.key));
    await host.close();
    expect(statSync(`${synced.file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });
});
