import { addAccountMessages } from './accountMessages.ts';
import { messages as enRouting } from './enRouting.ts?compiled';
import { messages as ruRouting } from './ruRouting.ts?compiled';
import { messages as enCalls } from './enCalls.ts?compiled';
import { messages as enPhones } from './enPhones.ts?compiled';
import { messages as enSettings } from './enSettings.ts?compiled';
import { messages as enViews } from './enViews.ts?compiled';
import { messages as ruCalls } from './ruCalls.ts?compiled';
import { messages as ruPhones } from './ruPhones.ts?compiled';
import { messages as ruSettings } from './ruSettings.ts?compiled';
import { messages as ruViews } from './ruViews.ts?compiled';
import { addMessages } from './translate.ts';

/** Makes the messages of the views known; done before a view is first shown (account/lazyView.tsx). */
export function addViewMessages(): void {
  addMessages('en', enViews);
  addMessages('en', enCalls);
  addMessages('en', enRouting);
  addMessages('ru', ruRouting);
  addMessages('en', enSettings);
  addMessages('en', enPhones);
  addMessages('ru', ruViews);
  addMessages('ru', ruCalls);
  addMessages('ru', ruSettings);
  addMessages('ru', ruPhones);
  addAccountMessages();
}
