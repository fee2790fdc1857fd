import { messages as enWebhooks } from '../i18n/enWebhooks.ts?compiled';
import { messages as ruWebhooks } from '../i18n/ruWebhooks.ts?compiled';
import { addMessages } from '../i18n/translate.ts';

/** Makes the messages of the pages about news known. */
export function addWebhookMessages(): void {
  addMessages('en', enWebhooks);
  addMessages('ru', ruWebhooks);
}
