import { expect, type Page } from '@playwright/test';
import { ask } from './ask.ts';

/** Presses a key on the pop once it has drawn the call in front as it is now: what a key means depends on that. */
export async function pressOnPop(pop: Page, key: string): Promise<void> {
  const isDrawn = async (): Promise<boolean> => {
    const { calls, focused } = await ask(pop, 'pop', 'snapshot');
    const call = calls.find((one) => one.call.id === focused)?.call;
    if (call === undefined) return true;
    const main = pop.locator('main');
    const [id, state, log] = await Promise.all([
      main.getAttribute('data-call'),
      main.getAttribute('data-state'),
      main.getAttribute('data-log'),
    ]);
    return id === call.id && state === call.state && log === call.log.state;
  };
  await expect.poll(isDrawn).toBe(true);
  await pop.keyboard.press(key);
}
