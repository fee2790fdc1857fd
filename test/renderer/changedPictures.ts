import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What two folders of pictures differ in, by file name. */
export interface Comparison {
  readonly old: string;
  readonly now: string;
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

const isSame = async (one: string, other: string): Promise<boolean> =>
  (await readFile(one)).equals(await readFile(other));

/**
 * Compares folders of pictures that one computer took: there the same screen gives the same bytes.
 *
 * @param isWhole whether `now` has every picture there is, so that what only `old` has is gone
 */
export async function compareSets(old: string, now: string, isWhole: boolean): Promise<Comparison> {
  const [before, after] = [new Set(await readdir(old)), new Set(await readdir(now))];
  const both = [...after].filter((name) => before.has(name));
  const same = await Promise.all(both.map((name) => isSame(path.join(old, name), path.join(now, name))));
  return {
    old,
    now,
    changed: both.filter((_, index) => same[index] === false).toSorted(),
    added: [...after].filter((name) => !before.has(name)).toSorted(),
    gone: isWhole ? [...before].filter((name) => !after.has(name)).toSorted() : [],
  };
}

const figure = (title: string, folder: string, name: string): string =>
  `<figure><figcaption>${title}</figcaption><img src="${folder}/${encodeURIComponent(name)}" alt="" loading="lazy"></figure>`;

function section(name: string, parts: readonly string[]): string {
  return `<section><h2>${name.replace(/\.jpg$/u, '')}</h2><div>${parts.join('')}</div></section>`;
}

/**
 * Writes `changed.html` with each changed picture beside the old one, and what differs white on black; with the old pictures in a folder
 * `old`, so that the folder can be handed on.
 *
 * @param folder the one that holds `comparison.now`
 * @returns the page, or null where nothing changed
 */
export async function writeComparison(
  comparison: Comparison,
  folder: string,
  since: string,
): Promise<string | null> {
  const { old, now, changed, added, gone } = comparison;
  const page = path.join(folder, 'changed.html');
  await rm(page, { force: true });
  await rm(path.join(folder, 'old'), { recursive: true, force: true });
  if (changed.length + added.length + gone.length === 0) return null;
  await mkdir(path.join(folder, 'old'), { recursive: true });
  for (const name of [...changed, ...gone]) await cp(path.join(old, name), path.join(folder, 'old', name));
  const news = encodeURIComponent(path.basename(now));
  const sections = [
    ...changed.map((name) =>
      section(name, [
        figure('before', 'old', name),
        figure('now', news, name),
        `<figure><figcaption>difference</figcaption><span class="difference"><img src="old/${encodeURIComponent(name)}" alt="" loading="lazy"><img src="${news}/${encodeURIComponent(name)}" alt="" loading="lazy"></span></figure>`,
      ]),
    ),
    ...added.map((name) => section(name, [figure('new', news, name)])),
    ...gone.map((name) => section(name, [figure('gone', 'old', name)])),
  ];
  await writeFile(
    page,
    `<!doctype html><meta charset="utf-8"><title>Pictures since ${since.slice(0, 10)}</title>
<style>
body { font: 14px system-ui; margin: 24px; background: #ddd; }
div { display: flex; gap: 16px; overflow-x: auto; }
figure { margin: 0; } img { display: block; max-width: 640px; }
.difference { display: grid; filter: grayscale(1) brightness(8); }
.difference img { grid-area: 1 / 1; } .difference img + img { mix-blend-mode: difference; }
</style>
<h1>${changed.length} changed, ${added.length} new, ${gone.length} gone since ${since.slice(0, 10)}</h1>
${sections.join('\n')}
`,
  );
  return page;
}
