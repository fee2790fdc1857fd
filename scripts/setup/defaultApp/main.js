// What Electron runs when it carries no application: it starts the one in the folder given as the first argument, and
// gives it the identity of that folder's package.json, so that it runs as it would in a package of its own.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import electron from 'electron';

/**
 * Two methods that Electron keeps for this purpose, and leaves out of its published types.
 * @typedef {{ setVersion(version: string): void, setAppPath(folder: string): void }} DefaultAppMethods
 */
const app = /** @type {import('electron').App & DefaultAppMethods} */ (electron.app);

/** As with the released one, what follows `-r` is loaded before the application. */
const isRequire = (/** @type {string | undefined} */ argument) =>
  argument === '-r' || argument === '--require';
const given = process.argv.find(
  (argument, at) => at > 0 && !argument.startsWith('-') && !isRequire(process.argv[at - 1]),
);
if (given === undefined) {
  console.error('Usage: electron <folder with a package.json> [arguments]');
  app.exit(2);
} else {
  const folder = path.resolve(given);
  const identity =
    /** @type {{ name: string, productName?: string, version?: string, desktopName?: string, main?: string }} */ (
      JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    );
  app.setName(identity.productName ?? identity.name);
  if (identity.version !== undefined) app.setVersion(identity.version);
  if (process.platform === 'linux') app.setDesktopName(identity.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(folder);
  const require = createRequire(path.join(folder, 'package.json'));
  const beforeIt = process.argv.slice(0, process.argv.indexOf(given));
  for (const [at, argument] of beforeIt.entries()) {
    const module = beforeIt[at + 1];
    if (isRequire(argument) && module !== undefined) require(path.resolve(module));
  }
  try {
    // Awaited at the top level: Electron holds "ready" back until the application has registered for it.
    await import(pathToFileURL(path.join(folder, identity.main ?? 'index.js')).href);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}
