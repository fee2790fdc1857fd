import { messages as enNews } from '../i18n/enNews.ts?compiled';
import { messages as ruNews } from '../i18n/ruNews.ts?compiled';
import { addMessages } from '../i18n/translate.ts';

/** Makes the messages of the pages about news known. */
export function addNewsMessages(): void {
  addMessages('en', enNews);
  addMessages('ru', ruNews);
}
