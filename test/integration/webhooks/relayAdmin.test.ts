import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { joinRelay } from '../../../main/webhooks/relay/joinRelay.ts';
import { createRelayAdmin } from '../../../main/webhooks/relay/relayAdmin.ts';
import type { RelayAdmin } from '../../../main/webhooks/relay/relayAdmin.ts';
import { createRelayDesktop } from '../../../scripts/drive/relayDesktop.ts';
import { startRelayProcess } from '../../../scripts/drive/relayProcess.ts';
import type { RelayProcess } from '../../../scripts/drive/relayProcess.ts';
import { CLOSED } from '../../../webhooks/relayProtocol.ts';
import { keptHere } from '../../unit/webhooks/apply/keptHere.ts';

// A real relay in a process of its own: on a busy computer it takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ACCOUNTS: Readonly<Record<string, number>> = { north: 31_000_001, south: 31_000_002 };
let relay: RelayProcess;
let data: string;
let memory: Map<string, string>;
let secrets: Map<string, string>;
let admin: RelayAdmin;
const token = (): string => readFileSync(relay.announcement.adminTokenFile ?? '', 'utf8').trim();

beforeEach(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'ringside-relay-admin-'));
  relay = await startRelayProcess(['--port', '0', '--data', data]);
  const kept = keptHere();
  ({ memory, secrets } = kept);
  admin = createRelayAdmin({
    journal: kept.journal,
    vault: kept.vault,
    accountId: (account) => ACCOUNTS[account] ?? null,
  });
});
afterEach(async () => {
  await relay.stop();
  rmSync(data, { recursive: true, force: true });
});

async function joined(account: string, name: string): Promise<string> {
  const link = await admin.invite(account);
  const computer = link.ok ? await joinRelay(link.value, name) : null;
  if (computer?.ok !== true) throw new Error('it did not join');
  expect(computer.value.accounts).toEqual([ACCOUNTS[account]]);
  return computer.value.token;
}

describe('the relay’s admin', () => {
  it('invites computers, sees those of the account alone, and ends the place of one', async () => {
    expect(await admin.desktops('north')).toEqual({ outcome: 'none' });
    for (const account of ['north', 'south']) {
      expect(await admin.manage(account, `${relay.url}/`, token())).toMatchObject({
        outcome: 'desktops',
        address: relay.url,
      });
    }
    const anna = await joined('north', 'Anna’s laptop');
    await joined('south', 'Boris’s desk');
    const disk = { cursors: new Map(), apply: () => {} };
    const desktop = createRelayDesktop(relay.announcement.socketUrl, anna, [ACCOUNTS['north'] ?? 0], disk);
    await desktop.connect();
    const told = await admin.desktops('north');
    expect(told).toMatchObject({ desktops: [{ name: 'Anna’s laptop', state: 'connected' }] });
    const id = told.outcome === 'desktops' ? (told.desktops[0]?.id ?? '') : '';
    expect(await admin.revoke('north', id)).toMatchObject({ desktops: [{ state: 'revoked' }] });
    expect(await desktop.closed()).toBe(CLOSED.revoked);
    expect(await admin.desktops('south')).toMatchObject({
      desktops: [{ name: 'Boris’s desk', state: 'away' }],
    });
    // Where the CRM is to post, the same each time.
    const url = await admin.webhookUrl('north');
    expect(url).toEqual(await admin.webhookUrl('north'));
    expect(url.ok && url.value.startsWith(`${relay.url}/webhook/amo/`)).toBe(true);
  });

  it('keeps a token only when the relay takes it, sealed and never beside the address; and forgets it', async () => {
    expect(await admin.manage('north', relay.url, 'x'.repeat(43))).toMatchObject({ reason: 'refused' });
    expect(await admin.manage('north', 'http://relay.example', token())).toMatchObject({
      reason: 'badAddress',
    });
    expect(await admin.manage('north', 'http://127.0.0.1:9', token())).toMatchObject({
      reason: 'unreachable',
    });
    expect(secrets.size + memory.size).toBe(0);
    await admin.manage('north', relay.url, token());
    expect([...secrets]).toEqual([['north', token()]]);
    expect([...memory.values()].join()).not.toContain(token());
    expect(admin.forget('north')).toEqual({ outcome: 'none' });
    expect(secrets.size + memory.size).toBe(0);
    expect(await admin.invite('north')).toEqual({ ok: false, error: 'refused' });
  });
});
