import type { Account, Answer, Api } from '../../preload/contract.ts';
import { setLanguage } from '../i18n/language.ts';
import { createStore } from './store.ts';

type AnswerOf<Request extends (...input: never[]) => Promise<Answer<unknown>>> =
  Awaited<ReturnType<Request>> extends Answer<infer Value> ? Value : never;

/** What `app.info` tells a window of itself. */
export type AppInfo = AnswerOf<Api['app']['info']>;

/** The account of this window, kept true by the `accounts` event; null in windows that have none. */
export const accountStore = createStore<Account | null>(null);

/**
 * Reads what the window is, sets its language and theme, and keeps them as the settings change.
 * Null when main does not answer.
 */
export async function loadAppInfo(): Promise<AppInfo | null> {
  window.api.on('settings', () => void refresh());
  window.api.on('accounts', (accounts) => {
    const mine = accounts.find((account) => account.key === accountStore.get()?.key);
    if (mine) accountStore.set(mine);
  });
  return refresh();
}

async function refresh(): Promise<AppInfo | null> {
  const answer = await window.api.app.info();
  if (!answer.ok) return null;
  const info = answer.value;
  setLanguage(info.language);
  accountStore.set(info.account);
  document.documentElement.dataset['theme'] = info.theme;
  document.documentElement.dataset['platform'] = info.platform;
  return info;
}
