import { messages as enAccounts } from './enAccounts.ts?compiled';
import { messages as ruAccounts } from './ruAccounts.ts?compiled';
import { addMessages } from './translate.ts';

/** Makes the messages of accounts known; done before any of them is said. */
export function addAccountMessages(): void {
  addMessages('en', enAccounts);
  addMessages('ru', ruAccounts);
}
