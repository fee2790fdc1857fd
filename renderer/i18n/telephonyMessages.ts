import { messages as en } from './enTelephony.ts?compiled';
import { messages as ru } from './ruTelephony.ts?compiled';
import { addMessages } from './translate.ts';

/** Makes the messages of the settings of calls known; done before the page is first shown. */
export function addTelephonyMessages(): void {
  addMessages('en', en);
  addMessages('ru', ru);
}
