import type { Page } from '@playwright/test';
import { accountPictures } from './accountPictures.ts';
import { dealPictures, taskPictures } from './dealPictures.ts';
import { cardPictures } from './cardPictures.ts';
import { callPictures } from './callPictures.ts';
import { webhookPictures } from './webhookPictures.ts';
import { offerPictures, phonePictures } from './phonePictures.ts';
import { popPictures } from './popPictures.ts';
import { welcomePictures } from './welcomePictures.ts';
import { settings, showSettings, type Story } from './world.ts';
import { shellPictures } from './shellPictures.ts';

/** Opens a page of the settings and waits for it. */
const showPage =
  (name: 'about' | 'softphone') =>
  async (page: Page): Promise<void> => {
    await showSettings(page, name === 'about' ? 'advanced' : 'phone', name);
    await page.locator(`h2#${name}`).waitFor();
  };

const settingsPictures: readonly Story[] = [
  { name: 'general', page: 'settings', world: {} },
  {
    name: 'startup-blocked',
    page: 'settings',
    world: {},
    async act(page) {
      await page.getByRole('switch').first().click();
      await page.locator('#start-with-system-help').waitFor();
    },
  },
  { name: 'about', page: 'settings', world: {}, act: showPage('about') },
  {
    name: 'diagnostics',
    page: 'settings',
    world: {},
    async act(page) {
      await showPage('about')(page);
      await page.locator('#diagnostics ~ * button').click();
      await page.locator('#diagnostics ~ output code').waitFor();
    },
  },
  { name: 'listening', page: 'settings', world: {}, act: showPage('softphone') },
  {
    name: 'port-in-use',
    page: 'settings',
    world: { settings: settings('portInUse') },
    act: showPage('softphone'),
  },
  { name: 'failed', page: 'settings', world: { settings: settings('failed') }, act: showPage('softphone') },
  {
    name: 'sources',
    page: 'settings',
    world: {},
    async act(page) {
      await showPage('softphone')(page);
      await page.locator('#source-asterisk').evaluate((title) => title.scrollIntoView());
    },
  },
  {
    name: 'dialling',
    page: 'settings',
    world: {},
    async act(page) {
      await showPage('softphone')(page);
      await page.locator('#dial').scrollIntoViewIfNeeded();
    },
  },
];

/** Every screen in every state. */
export const pictures: readonly Story[] = [
  ...popPictures,
  ...shellPictures,
  ...accountPictures,
  ...dealPictures,
  ...taskPictures,
  ...cardPictures,
  ...callPictures,
  ...welcomePictures,
  ...settingsPictures,
  ...phonePictures,
  ...offerPictures,
  ...webhookPictures,
];
