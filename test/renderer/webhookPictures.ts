import type { Page } from '@playwright/test';
import type { WebhookFixture } from './fixture.ts';
import { NOW } from './people.ts';
import { webhooks, onPage, showSettings } from './world.ts';

/** Opens the page of the CRM's news; with `part`, that part of it stands at the top. */
const open =
  (part?: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Alt+6');
    await showSettings(page, 'advanced', 'news');
    await page.locator('#news-admin').waitFor();
    if (part !== undefined) await page.locator(`#${part}`).evaluate((title) => title.scrollIntoView());
  };

const world = (more: Partial<WebhookFixture>): { readonly webhooks: WebhookFixture } => ({
  webhooks: { ...webhooks, ...more },
});

const live = world({
  state: {
    relay: { address: 'https://relay.northwind.example', line: 'live' },
    lastAt: NOW - 20_000,
    receiver: { on: true, port: 8791, state: 'portInUse' },
  },
  hooks: {
    outcome: 'hooks',
    hooks: [
      {
        id: 1,
        address: 'https://relay.northwind.example/webhook/amo/…',
        disabled: false,
        on: ['leadAdded', 'leadStage', 'tasks', 'unsorted', 'calls'],
      },
      { id: 2, address: 'https://old.northwind.example/webhook/amo/…', disabled: true, on: ['contacts'] },
    ],
  },
  desktops: {
    outcome: 'desktops',
    address: 'https://relay.northwind.example',
    desktops: [
      { id: 'a', name: 'Grace’s laptop', joinedAt: Date.UTC(2025, 10, 3), state: 'connected' },
      { id: 'b', name: 'Бесконечная'.repeat(12), joinedAt: Date.UTC(2025, 10, 4), state: 'away' },
      { id: 'c', name: 'Old laptop', joinedAt: Date.UTC(2025, 8, 4), state: 'revoked' },
    ],
  },
});

/** Settings: how the CRM's news come here, what they are, and who manages the relay. */
export const webhookPictures = onPage('account', [
  { name: 'news', world: {}, act: open() },
  { name: 'news-live', world: live, act: open() },
  { name: 'news-live-hooks', world: live, act: open('news-hooks') },
  { name: 'news-live-admin', world: live, act: open('news-admin') },
  {
    name: 'news-refused',
    world: world({
      state: {
        relay: { address: 'https://relay.northwind.example', line: 'refused' },
        lastAt: null,
        receiver: { on: false, port: 8791, state: 'off' },
      },
      hooks: { outcome: 'failed', failure: 'network' },
      desktops: { outcome: 'failed', address: 'https://relay.northwind.example', reason: 'unreachable' },
    }),
    act: open(),
  },
]);
