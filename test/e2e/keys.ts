import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** More stops than any window has. */
const STOPS = 120;

/** Goes to an element as one without a mouse does, with Tab alone; fails when Tab does not get there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

/** Goes to a button with Tab and presses it with Enter. */
export async function pressByKeys(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }).last());
  await page.keyboard.press('Enter');
}
