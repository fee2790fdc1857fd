// `npm test -- references`: says which reference leads nowhere: a link of a Markdown file, or a document, a section or a source file that
// prose or a comment names (docs/README.md, "How documents are named"). Without git, so that it checks a copy of the tree as well.

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brokenReferences } from './references/broken.ts';
import { root } from './setup/folders.ts';

const NOT_OURS = ['node_modules', 'out', 'dist', 'demo-out', '.git'];

/** What may hold references. */
const HOLDS_PROSE = /\.(?:md|ts|tsx|mjs|c|css|nsh|ya?ml|html|service)$/u;

const paths = globSync('**', { cwd: root, exclude: (name) => NOT_OURS.includes(path.basename(name)) }).map(
  (one) => one.replaceAll(path.sep, '/'),
);
const hidden = globSync('{.github,.changeset}/**', { cwd: root }).map((one) => one.replaceAll(path.sep, '/'));
const all = new Set([...paths, ...hidden]);
const texts = new Map(
  [...all]
    .filter((file) => HOLDS_PROSE.test(file))
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);

const broken = brokenReferences({ texts, paths: all });
for (const { file, line, reference, reason } of broken)
  console.error(`${file}:${line}: "${reference.replaceAll(/\s+/gu, ' ')}" leads nowhere: ${reason}`);
if (broken.length > 0) process.exitCode = 1;
