// `npm test -- references`: says which reference leads nowhere: a link of a Markdown file, or a document, a section or a source file that
// prose or a comment names (docs/README.md, "How documents are named"). Without git, so that it checks a copy of the tree as well.
// It also says when the picture of the rooms in docs/architecture.md is not that of the rules; `--write` draws it anew.

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod';
import { LAYERS } from './imports/layers.ts';
import { brokenReferences } from './references/broken.ts';
import { roomsPicture, withPicture } from './references/roomsPicture.ts';
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

const rules = z.object({
  forbidden: z.array(
    z.object({
      from: z.object({ path: z.string().optional() }),
      to: z.object({ path: z.string().optional() }),
    }),
  ),
});
const { forbidden } = rules.parse(createRequire(import.meta.url)('../.dependency-cruiser.cjs'));
const architecture = path.join(root, 'docs/architecture.md');
const before = readFileSync(architecture, 'utf8');
const after = withPicture(before, roomsPicture(LAYERS, forbidden));
if (after !== before) {
  if (after !== null && process.argv.includes('--write')) writeFileSync(architecture, after);
  else {
    console.error(
      'docs/architecture.md: its picture of the rooms is stale: node scripts/references.ts --write',
    );
    process.exitCode = 1;
  }
}
