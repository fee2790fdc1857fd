import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { stateFolder } from './setup/folders.ts';

const file = path.join(stateFolder, 'electron.json');

const chosenSchema = z.object({
  path: z.string(),
  version: z.string(),
  /** `release` is the one the product ships on; `fallback` stands in where only a package registry is reached. */
  source: z.enum(['release', 'fallback']),
});

/** Which Electron setup chose for this clone. */
export type ChosenElectron = z.infer<typeof chosenSchema>;

/**
 * The Electron in use.
 *
 * @throws when setup has not run in this clone: every command of package.json runs it first
 */
export function chosenElectron(): ChosenElectron {
  return chosenSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The absolute path of the Electron executable in use; throws as chosenElectron does. */
export function electronPath(): string {
  return chosenElectron().path;
}

/** Remembers setup's choice for this clone. */
export function rememberElectron(chosen: ChosenElectron): void {
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(chosen, null, 2)}\n`);
}
