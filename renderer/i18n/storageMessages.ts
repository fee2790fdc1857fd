import { messages as en } from './enStorage.ts?compiled';
import { messages as ru } from './ruStorage.ts?compiled';
import { addMessages } from './translate.ts';

/** Makes the messages about the disk known; done before any of them is said. */
export function addStorageMessages(): void {
  addMessages('en', en);
  addMessages('ru', ru);
}
