import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';

const MOST_OF_A_NAME = 100;

/** Saves under this name, or with a number behind it: what is there is never written over. Null when it cannot. */
export async function saveBeside(folder: string, name: string, text: string): Promise<string | null> {
  const { name: stem, ext } = parse(name);
  for (let time = 1; time <= MOST_OF_A_NAME; time += 1) {
    const path = join(folder, time === 1 ? name : `${stem} (${time})${ext}`);
    try {
      await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return null;
    }
  }
  return null;
}
