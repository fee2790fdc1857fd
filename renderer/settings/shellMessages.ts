import { messages as en } from '../i18n/enShell.ts?compiled';
import { messages as ru } from '../i18n/ruShell.ts?compiled';
import { addMessages } from '../i18n/translate.ts';

/** Makes the messages of the pages about keys, files and Ringside itself known. */
export function addShellMessages(): void {
  addMessages('en', en);
  addMessages('ru', ru);
}
