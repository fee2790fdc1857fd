import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { LANGUAGE_TAGS } from '../../i18n/languages.ts';
import { faultsOf, readTexts } from './catalogue.ts';
import { keyFinder } from './usedKeys.ts';

/**
 * What is wrong with the catalogues, a line a fault: texts that are missing, too many, wrong, or that nobody says.
 *
 * @param root the folder that holds i18n and the sources
 */
export async function catalogueFaults(root: string): Promise<readonly string[]> {
  const folder = `${root}/i18n`;
  const english = await readTexts(folder, 'en');
  const keys = Object.keys(english);
  const find = keyFinder(keys);
  const files = globSync('{main,renderer,entities}/**/*.{ts,tsx}', { cwd: root });
  const sources = await Promise.all(files.map((file) => readFile(`${root}/${file}`, 'utf8')));
  const said = new Set(sources.flatMap(find));
  const faults = await Promise.all(
    LANGUAGE_TAGS.map(async (tag) => faultsOf(tag, english, await readTexts(folder, tag))),
  );
  return [
    ...faults.flat(),
    ...keys.filter((key) => !said.has(key)).map((key) => `en ${key} is said nowhere: take it out`),
  ];
}
