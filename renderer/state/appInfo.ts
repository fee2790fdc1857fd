import type { Account, Answer, Api } from '../../preload/contract.ts';
import type { CompiledMessages } from '../../i18n/translate.ts';
import { addMessages, setLanguage, spokenLanguage } from '../i18n/language.ts';
import { densityStore } from './density.ts';
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

const parsed = (messages: string): CompiledMessages => JSON.parse(messages) as CompiledMessages;

let loading: Promise<void> | null = null;
let isLaterLoaded = false;

/** Reads, once, what a window says besides its first script: needed before a component of another script is shown. */
export function loadLaterMessages(): Promise<void> {
  loading ??= readLaterMessages();
  return loading;
}

async function readLaterMessages(): Promise<void> {
  try {
    addMessages(await askLaterMessages());
    isLaterLoaded = true;
  } catch (error) {
    // Asked again by the next component.
    loading = null;
    throw error;
  }
}

async function askLaterMessages(): Promise<CompiledMessages> {
  const answer = await window.api.app.messages();
  if (!answer.ok) throw new Error(`no messages: ${answer.error.code}`);
  return parsed(answer.value.messages);
}

async function refresh(): Promise<AppInfo | null> {
  const answer = await window.api.app.info();
  if (!answer.ok) return null;
  const info = answer.value;
  // What was read for the views that are shown already speaks the other language.
  const later = isLaterLoaded && info.language !== spokenLanguage() ? await askLaterMessages() : {};
  setLanguage(info.language, info.locale, { ...parsed(info.messages), ...later });
  accountStore.set(info.account);
  document.documentElement.dataset['theme'] = info.theme;
  document.documentElement.dataset['density'] = info.density;
  densityStore.set(info.density);
  document.documentElement.dataset['platform'] = info.platform;
  return info;
}
