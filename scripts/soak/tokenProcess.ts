// One life of the app as far as tokens go, in a process of its own that can be killed: opens the journal, asks for a
// token whose refresh is due, asks the CRM with it, and says in one line of JSON how that went. At the step named by
// the last argument it says so and stands still, waiting to be killed.
// Arguments: journal file, master key (base64), ms its clock is ahead, step or nothing.
import { wallTime, systemClock, type Clock } from '../../main/common/clock.ts';
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createTokens } from '../../main/accounts/tokens/accountTokens.ts';
import { createVault } from '../../main/accounts/vault/vault.ts';
import { findAccountHost } from '../../main/accounts/accountHost.ts';
import { createExchange } from '../../main/crm/transport/httpExchange.ts';
import { refreshTokens } from '../../main/crm/transport/oauthEndpoint.ts';
import { createNamedClient } from './namedClient.ts';
import { openJournal } from '../../main/journal/openJournal.ts';
import { ok } from '../../main/common/result.ts';
import type { RefreshStep } from './tokenSession.ts';

const [file = '', masterKey = '', ahead = '0', wanted = ''] = process.argv.slice(2);
const clock: Clock = {
  ...systemClock,
  now: () => wallTime(Date.now() + Number(ahead)),
};

/** Stands still for ever where the kill is to come. */
function reach(step: RefreshStep): void {
  if (step !== wanted) return;
  writeSync(1, `${step}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const journal = openJournal(file);
if (!journal.ok) throw new Error(journal.error.kind);
const { accounts, secrets } = journal.value;
const vault = createVault({
  rows: secrets,
  masterKey: {
    read: () => Promise.resolve(ok(Buffer.from(masterKey, 'base64'))),
    write: () => Promise.resolve(ok(null)),
  },
  randomBytes,
});
const [row] = accounts.list();
if (row === undefined) throw new Error('nobody is signed in');
const exchange = createExchange({ userAgent: 'Ringside (soak)' });
let isAnswered = false;
const tokens = createTokens({
  account: row.key,
  accounts,
  vault,
  transaction(work) {
    if (!isAnswered) reach('beforeMark');
    else reach('beforeCommit');
    const done = journal.value.transaction(() => {
      const result = work();
      if (isAnswered) reach('inCommit');
      return result;
    });
    if (isAnswered) reach('afterCommit');
    return done;
  },
  async refresh({ host, clientId, redirectUri }, clientSecret, refreshToken) {
    reach('beforeSend');
    const answer = await refreshTokens(exchange, host, { clientId, clientSecret, redirectUri }, refreshToken);
    isAnswered = true;
    reach('afterAnswer');
    return answer;
  },
  accountHost: (known, stored) => findAccountHost(exchange, known, stored),
  clock,
  random: () => 0,
});
writeSync(1, 'alive\n');
const token = await tokens.accessToken();
const asked = token.ok ? await createNamedClient(row.host, tokens, exchange, clock).account() : token;
writeSync(
  1,
  `${JSON.stringify({ ok: asked.ok, why: asked.ok ? null : asked.error.kind, state: accounts.get(row.key)?.state })}\n`,
);
process.exit(0);
