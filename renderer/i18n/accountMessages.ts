import { enAccounts } from './enAccounts.ts';
import { ruAccounts } from './ruAccounts.ts';
import { addMessages } from './translate.ts';

/** Makes the messages of accounts known; done before any of them is said. */
export function addAccountMessages(): void {
  addMessages('en', enAccounts);
  addMessages('ru', ruAccounts);
}
