import { pathToFileURL } from 'node:url';
import type { ExtractorType } from '@lingui/conf';

/**
 * How the CLI of Lingui reads the English texts: each file of i18n/en exports one table of them. Every catalogue shows
 * the English text beside the key, for whoever translates.
 */
export const englishSource: ExtractorType = {
  match: (filename) => filename.endsWith('.ts'),
  async extract(filename, _code, tell) {
    for (const [id, text] of Object.entries(await tableOf(filename))) {
      tell({ id, message: text, comment: text, origin: [filename, 1] });
    }
  },
};

/** The texts of one file, by key. The file as it is now, also when it was read before. */
export async function tableOf(file: string): Promise<Readonly<Record<string, string>>> {
  const exported = (await import(`${pathToFileURL(file).href}?at=${Date.now()}`)) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  const [table, ...more] = Object.values(exported);
  if (table === undefined || more.length > 0) throw new Error(`${file} must export one table of texts`);
  return table;
}
