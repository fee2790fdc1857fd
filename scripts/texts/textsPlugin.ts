import type { Plugin } from 'vite';
import { LANGUAGE_TAGS } from '../../i18n/languages.ts';
import { catalogueFiles, compileCatalogue, type CompiledCatalogue } from './catalogue.ts';
import { keyFinder } from './usedKeys.ts';

/**
 * A build step: writes the compiled messages of each language, for each entry what its first script says
 * (`texts/<language>/<entry>.json`) and what it says later, by scripts that are imported when they are needed
 * (`<entry>-later.json`). What says a message is found in the sources, so that nobody keeps lists.
 *
 * A process reads one language, and nothing that it never says; nothing is parsed while the agent waits.
 *
 * @param folder the i18n folder
 */
export function textsPlugin(folder: string): Plugin {
  const spoken = new Map<string, readonly string[]>();
  let catalogues: ReadonlyMap<string, CompiledCatalogue> = new Map();
  let keysIn: (source: string) => readonly string[] = () => [];
  return {
    name: 'texts',
    enforce: 'pre',
    async buildStart() {
      for (const file of catalogueFiles(folder)) this.addWatchFile(file);
      catalogues = new Map(
        await Promise.all(
          LANGUAGE_TAGS.map(async (tag) => [tag, await compileCatalogue(folder, tag)] as const),
        ),
      );
      keysIn = keyFinder(Object.keys(catalogues.get('en') ?? {}));
    },
    transform(code, id) {
      if (/\.tsx?$/.test(id)) spoken.set(id, keysIn(code));
      return null;
    },
    generateBundle(_options, bundle) {
      const saidIn = (modules: ReadonlySet<string>): ReadonlySet<string> =>
        new Set([...modules].flatMap((id) => spoken.get(id) ?? []));
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry || chunk.facadeModuleId === null) continue;
        const modules = new Set<string>();
        const reach = (id: string, also: 'dynamicallyImportedIds' | null): void => {
          if (modules.has(id)) return;
          modules.add(id);
          const info = this.getModuleInfo(id);
          for (const next of [...(info?.importedIds ?? []), ...(also ? (info?.[also] ?? []) : [])])
            reach(next, also);
        };
        reach(chunk.facadeModuleId, null);
        const first = saidIn(modules);
        modules.clear();
        reach(chunk.facadeModuleId, 'dynamicallyImportedIds');
        const all = saidIn(modules);
        // Workers and the processes beside the app say nothing to a person.
        if (![...modules].some((id) => id.endsWith('/i18n/translate.ts'))) continue;
        for (const [tag, messages] of catalogues) {
          const write = (name: string, isIn: (key: string) => boolean): void => {
            const part = Object.entries(messages).filter(([key]) => isIn(key));
            this.emitFile({
              type: 'asset',
              fileName: `texts/${tag}/${name}.json`,
              source: JSON.stringify(Object.fromEntries(part)),
            });
          };
          write(chunk.name, (key) => first.has(key));
          write(`${chunk.name}-later`, (key) => all.has(key) && !first.has(key));
        }
      }
    },
  };
}
