import { pathToFileURL } from 'node:url';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const QUERY = '?compiled';

/**
 * A build step: `import { messages } from './CATALOGUE.ts?compiled'` gives the messages of a catalogue already
 * parsed. A window would parse those it shows at its start, while the agent waits, and carry the parser. A message that
 * cannot be parsed fails the build, by name.
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
      const compiled = Object.entries(catalogue).map(([key, text]) => [key, compiledOf(file, key, text)]);
      const json = JSON.stringify(JSON.stringify(Object.fromEntries(compiled)));
      return { code: `export const messages = JSON.parse(${json});`, moduleType: 'js' };
    },
  };
}

type Compiled = ReturnType<typeof compileMessageOrThrow>;

function compiledOf(file: string, key: string, text: string): Compiled {
  try {
    const compiled = compileMessageOrThrow(text);
    if (!hasOthers(compiled))
      throw new Error("a plural or choice without 'other' shows nothing for the rest");
    return compiled;
  } catch (error) {
    throw new Error(`${file}: '${key}' is no ICU message: ${text}`, { cause: error });
  }
}

/** The parser lets a choice without `other` pass. */
function hasOthers(message: Compiled): boolean {
  return message.every((token) => {
    const cases = typeof token === 'string' ? undefined : token[2];
    if (
      typeof cases !== 'object' ||
      cases === null ||
      !['plural', 'selectordinal', 'select'].includes(token[1] ?? '')
    )
      return true;
    return (
      'other' in cases && Object.values(cases).every((inner) => !Array.isArray(inner) || hasOthers(inner))
    );
  });
}
