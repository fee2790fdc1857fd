import type { FetchedPage } from './listWalk.ts';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { contactOrCompanyFields } from '../../../entities/contactOrCompany.ts';
import { emptyValues } from '../../../entities/field.ts';
import type { CrmResult } from '../../crm/types/crmFailure.ts';
import { systemClock } from '../../common/clock.ts';
import { assertNever } from '../../common/result.ts';
import type { MirrorChange } from '../mirror.ts';
import { deleteMirror, isBroken, openMirror } from '../openMirror.ts';
import { type Sync, createSync } from './accountSync.ts';
import type { CreatedContact, FactSource, FromWorker, ToWorker } from './syncMessages.ts';
import { readBody } from '../changes/changesFromBody.ts';
import { recordsOf } from '../fetchedRecords.ts';
import type { Applied, WebhookFrame } from '../changes/changeEvents.ts';
import type { PageRows, ContactOrCompanyRecord } from '../mirrorRecords.ts';
import { type Gone, type MirrorWriter, type SyncAccount, createMirrorWriter } from '../mirrorWriter.ts';

/**
 * The sync worker's thread: parses pages and writes the mirror, so that the main process does neither. It
 * reaches the CRM only through main. An error it does not expect ends it; syncHost.ts starts another.
 */

type Page = CrmResult<FetchedPage>;

const { file, catchUpEveryMs } = z
  .object({ file: z.string(), catchUpEveryMs: z.number().positive() })
  .parse(workerData);

if (!parentPort) throw new Error('the sync worker is started as a thread');
work(parentPort);

function work(port: MessagePort): void {
  const say = (message: FromWorker): void => {
    port.postMessage(message);
  };
  const writer = openWriter(say);
  const syncs = new Map<string, { readonly sync: Sync; readonly account: SyncAccount }>();
  const asked = new Map<number, (page: Page) => void>();
  let requests = 0;

  function fetchPage(account: string, href: string, signal: AbortSignal): Promise<Page> {
    requests += 1;
    const request = requests;
    return new Promise((resolve) => {
      const cancel = (): void => {
        say({ type: 'cancelPage', request });
      };
      signal.addEventListener('abort', cancel, { once: true });
      asked.set(request, (page) => {
        signal.removeEventListener('abort', cancel);
        resolve(page);
      });
      say({ type: 'fetchPage', request, account, href });
    });
  }

  function start(account: SyncAccount): void {
    writer.addAccount(account);
    const running = syncs.get(account.key);
    if (running && running.account.region === account.region && running.account.userId === account.userId) {
      running.sync.catchUpNow();
      return;
    }
    // Its lists begin anew; nothing the old loop stores from here on could be of the new region.
    void running?.sync.stop();
    const sync = createSync(account.key, {
      fetchPage: (href, signal) => fetchPage(account.key, href, signal),
      writer,
      clock: systemClock,
      random: Math.random,
      report: (progress) => {
        say({ type: 'progress', progress });
      },
      changed: (change) => {
        tell(account.key, change, 'sync');
      },
      userId: account.userId,
      catchUpEveryMs,
    });
    syncs.set(account.key, { sync, account });
  }

  async function stop(key: string): Promise<void> {
    const running = syncs.get(key);
    syncs.delete(key);
    await running?.sync.stop();
  }

  function remember(key: string, pages: readonly PageRows[], gone: readonly Gone[]): void {
    // Its rows may be on their way out.
    if (!syncs.has(key)) return;
    const change = writer.remember(key, pages, gone, systemClock.now());
    tell(key, change, 'answer');
  }

  /** Windows first, then whoever makes something of it. */
  function tell(key: string, change: MirrorChange | null, from: FactSource): void {
    const facts = writer.takeFacts();
    if (change) say({ type: 'changed', account: key, change });
    if (facts.length > 0) say({ type: 'facts', account: key, facts, from });
  }

  /** Reads and stores events; null for an account that is not (or no more) synced here. */
  function applyFrame(key: string, { accountId, timezone, epoch, events }: WebhookFrame): Applied | null {
    if (!syncs.has(key)) return null;
    let ignored = 0;
    const read = events.map(({ seq, at, body }) => {
      const changeEvents = readBody(body, { accountId, timezone, at });
      if (changeEvents === null) ignored += 1;
      return { seq, at, changeEvents: changeEvents ?? [] };
    });
    const stored = writer.saveChanges(key, { epoch, events: read }, systemClock.now());
    if (stored === null) return { outcome: 'gap' };
    tell(key, stored.change, 'webhook');
    return { outcome: 'stored', refetch: stored.refetch, ignored };
  }

  function created(key: string, { contactId, name, phones }: CreatedContact): void {
    const contact: ContactOrCompanyRecord = {
      ...emptyValues(contactOrCompanyFields),
      id: contactId,
      name,
      responsibleUserId: syncs.get(key)?.account.userId ?? 0,
      // No later than anything the service will say of it: this computer's clock may be ahead.
      updatedAt: syncs.has(key) ? (writer.place(key, 'contacts').watermark ?? 0) : 0,
      isDeleted: false,
      phones: phones.map((value) => ({ value, kind: null })),
      leadIds: null,
    };
    remember(key, [{ list: 'contacts', rows: [contact] }], []);
  }

  async function hear(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'start':
        start(message.account);
        return;
      case 'stop':
        await stop(message.account);
        say({ type: 'done', ticket: message.ticket });
        return;
      case 'removeAccount':
        await stop(message.account);
        writer.removeAccount(message.account);
        say({ type: 'done', ticket: message.ticket });
        return;
      case 'pause':
        syncs.get(message.account)?.sync.pause();
        return;
      case 'resume':
        syncs.get(message.account)?.sync.resume();
        return;
      case 'catchUpNow':
        syncs.get(message.account)?.sync.catchUpNow();
        return;
      case 'tryAgain':
        syncs.get(message.account)?.sync.tryAgain();
        return;
      case 'pace':
        syncs.get(message.account)?.sync.setPace(message.everyMs);
        return;
      case 'webhook':
        say({
          type: 'applied',
          ticket: message.ticket,
          applied: applyFrame(message.account, message.frame),
        });
        return;
      case 'askNewsPlace': {
        const place = syncs.has(message.account) ? writer.streamPosition(message.account) : null;
        say({ type: 'streamPosition', ticket: message.ticket, place });
        return;
      }
      case 'setStreamPosition':
        if (syncs.has(message.account)) writer.setStreamPosition(message.account, message.place);
        return;
      case 'created':
        created(message.account, message.contact);
        return;
      case 'remember':
        remember(message.account, recordsOf(message.fetched), message.fetched.gone ?? []);
        return;
      case 'page':
        asked.get(message.request)?.(message.result);
        asked.delete(message.request);
        return;
      case 'close':
        await Promise.all(Array.from(syncs.keys()).map(stop));
        writer.checkpoint();
        writer.close();
        port.close();
        return;
      default:
        assertNever(message);
    }
  }

  port.on('message', (message: ToWorker) => {
    void hear(message);
  });
  process.on('unhandledRejection', (error) => {
    // Found broken while in use: begun anew by the worker that follows this one.
    if (isBroken(error)) {
      say({ type: 'rebuilding' });
      writer.close();
      deleteMirror(file);
    }
    throw error;
  });
}

function openWriter(say: (message: FromWorker) => void): MirrorWriter {
  const db = openMirror(file, () => {
    say({ type: 'rebuilding' });
  });
  return createMirrorWriter(db);
}
