import { enViews } from './enViews.ts';
import { ruViews } from './ruViews.ts';
import { addMessages } from './translate.ts';

/** Makes the messages of the views known; done before a view is first shown (account/lazyView.tsx). */
export function addViewMessages(): void {
  addMessages('en', enViews);
  addMessages('ru', ruViews);
}
