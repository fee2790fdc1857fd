import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { expect } from '../e2e/fixtures.ts';
import type { Ringside } from '../e2e/ringside.ts';

interface Remembers {
  trayMenu?: { readonly items: readonly { readonly label: string; click(): void }[] };
}

/** Opens the settings' own window as an agent does: by the menu of the tray, which the app makes anew when an account is renamed. */
export async function openSettings(ringside: Ringside): Promise<Page> {
  const { electron } = ringside.app();
  await electron.askMain(({ Menu }) => {
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      const menu = build(template);
      (globalThis as Remembers).trayMenu = menu as unknown as NonNullable<Remembers['trayMenu']>;
      return menu;
    };
  });
  const page = await ringside.page('account');
  const [account] = await ask(page, 'accounts', 'list');
  if (account === undefined) throw new Error('nobody is signed in');
  await ask(page, 'accounts', 'change', { account: account.key, name: `${account.name} 2` });
  await expect
    .poll(() =>
      electron.askMain(() => {
        const item = (globalThis as Remembers).trayMenu?.items.find(({ label }) => label === 'Settings');
        item?.click();
        return item !== undefined;
      }),
    )
    .toBe(true);
  return ringside.page('settings');
}
