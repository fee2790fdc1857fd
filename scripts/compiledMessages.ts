import { pathToFileURL } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const QUERY = '?compiled';

/**
 * A build step: `import { messages } from './CATALOGUE.ts?compiled'` gives the messages of a catalogue already
 * parsed. A window would parse those it shows at its start, while the agent waits, and carry the parser.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const file = id.slice(0, -QUERY.length);
      this.addWatchFile(file);
      // Node reads the catalogue itself; the time makes it read a changed one again.
      const exported = (await import(`${pathToFileURL(file).href}?at=${Date.now()}`)) as Readonly<
        Record<string, Readonly<Record<string, string>>>
      >;
      const [catalogue, ...more] = Object.values(exported);
      if (catalogue === undefined || more.length > 0) throw new Error(`${file} must export one catalogue`);
      const compiled = Object.entries(catalogue).map(([key, text]) => [key, compileMessage(text)]);
      const json = JSON.stringify(JSON.stringify(Object.fromEntries(compiled)));
      return { code: `export const messages = JSON.parse(${json});`, moduleType: 'js' };
    },
  };
}
