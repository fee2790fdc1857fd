import { enCalls } from './enCalls.ts';
import { ruCalls } from './ruCalls.ts';
import { addAccountMessages } from './accountMessages.ts';
import { enRouting } from './enRouting.ts';
import { ruRouting } from './ruRouting.ts';
import { enSettings } from './enSettings.ts';
import { enViews } from './enViews.ts';
import { ruSettings } from './ruSettings.ts';
import { ruViews } from './ruViews.ts';
import { addMessages } from './translate.ts';

/** Makes the messages of the views known; done before a view is first shown (account/lazyView.tsx). */
export function addViewMessages(): void {
  addMessages('en', enViews);
  addMessages('en', enCalls);
  addMessages('en', enRouting);
  addMessages('ru', ruRouting);
  addMessages('en', enSettings);
  addMessages('ru', ruViews);
  addMessages('ru', ruCalls);
  addMessages('ru', ruSettings);
  addAccountMessages();
}
