import { signInFailure, type SignInFailure } from '../../preload/contract.ts';
import { englishAccount, MINUTE, NOW } from './people.ts';
import type { Story } from './world.ts';

const failed = (failure: SignInFailure): Story => ({
  name: `failed-${failure}`,
  page: 'welcome',
  world: {
    signIn: { phase: 'failed', zone: 'amocrm.ru', failure, words: failure === 'portInUse' ? '47823' : '' },
  },
});

/** The welcome window from the first choice to every failure. */
export const welcomePictures: readonly Story[] = [
  { name: 'first', page: 'welcome', world: { accounts: [] } },
  {
    name: 'first-open',
    page: 'welcome',
    world: { accounts: [] },
    act: (page) => page.locator('summary').click(),
  },
  { name: 'accounts', page: 'welcome', world: {} },
  ...(['browser', 'relay', 'code', 'token'] as const).map((way): Story => ({
    name: `way-${way}`,
    page: 'welcome',
    world: { signIn: { phase: 'form', zone: 'kommo.com', way, subdomain: 'demo' } },
  })),
  {
    name: 'wrong-typed',
    page: 'welcome',
    world: { signIn: { phase: 'form', zone: 'amocrm.ru', way: 'code', subdomain: 'demo.kommo.com' } },
    act: async (page) => {
      await page.locator('[name="clientId"]').fill('0f8fad5b');
      await page.locator('button[type="submit"]').click();
    },
  },
  {
    name: 'browser',
    page: 'welcome',
    world: { signIn: { phase: 'browser', zone: 'kommo.com', expiresAt: NOW + 10 * MINUTE } },
  },
  { name: 'exchanging', page: 'welcome', world: { signIn: { phase: 'exchanging', zone: 'kommo.com' } } },
  { name: 'done', page: 'welcome', world: { signIn: { phase: 'done', account: englishAccount.key } } },
  ...signInFailure.options.map(failed),
];
