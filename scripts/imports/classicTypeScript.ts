// dependency-cruiser sees type imports with the classic compiler's parser, which TypeScript 7 no longer carries, and a second
// `typescript` beside it would take the command `tsc`. @ts-morph/common brings the classic one as a module; this hook
// gives it to dependency-cruiser's process alone: `node --import ./scripts/imports/classicTypeScript.ts ...`
import { ts } from '@ts-morph/common';
import { registerHooks } from 'node:module';

const urlOf = (name: string): string => new URL(`./${name}`, import.meta.url).href;
const modules = new Map([
  [urlOf('typescript'), { format: 'module', source: "export { ts as default } from '@ts-morph/common';" }],
  [urlOf('typescript/package.json'), { format: 'json', source: JSON.stringify({ version: ts.version }) }],
]);

registerHooks({
  resolve(specifier, context, next) {
    const url = urlOf(specifier);
    const isOurs = !specifier.startsWith('.') && modules.has(url);
    return isOurs ? { url, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    const found = modules.get(url);
    return found ? { ...found, shortCircuit: true } : next(url, context);
  },
});
