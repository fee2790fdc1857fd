// A desktop as far as webhooks go, in a process of its own that can be killed: the app's own inbox, line to the relay, sync worker
// and mirror. Says "live" once events come. Arguments: the mirror's file, the relay's socket, a token, the account's number.
import { createInbox } from '../../main/webhooks/apply/webhookInbox.ts';
import { systemClock } from '../../main/common/clock.ts';
import { createSyncHost } from '../../main/mirror/sync/syncHost.ts';
import { ok } from '../../main/common/result.ts';
import { MIRROR_ACCOUNT } from './mirrorAccount.ts';

const [file = '', socketUrl = '', token = '', number = '0'] = process.argv.slice(2);
const accountId = Number(number);
const { key } = MIRROR_ACCOUNT;
const joined = JSON.stringify({ relay: socketUrl, socketUrl, desktop: 'soak', accounts: [accountId] });

const sync = createSyncHost({
  file,
  workerUrl: new URL('../../main/mirror/sync/syncWorker.ts', import.meta.url),
  // There is no CRM to ask: what is not told by events never comes.
  clientOf: () => null,
  clock: systemClock,
  onProgress: () => {},
  onRebuild: () => {
    throw new Error('the mirror was found broken');
  },
});
const inbox = createInbox({
  journal: { memory: { get: () => joined, put: () => {}, delete: () => {} } },
  vault: {
    open: () => Promise.resolve(ok({ get: () => ok(token), put: () => {}, delete: () => {} })),
    forget: () => {},
  },
  sync,
  isUsed: () => false,
  refetch: () => {},
  clock: systemClock,
  random: Math.random,
  computerName: 'soak',
  changed: () => {
    if (inbox.state(key).line?.kind === 'live') process.stdout.write('live\n');
  },
  stored: () => {},
  report: (message) => {
    process.stderr.write(`${message}\n`);
  },
});
// It ends with the soak, however that ends.
process.stdin.on('end', () => process.exit(0)).resume();
sync.start(MIRROR_ACCOUNT);
inbox.open({ key, accountId, timezone: null });
