import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, root } from '../../scripts/setup/folders.ts';
import { compareSets, writeComparison } from './changedPictures.ts';
import { wantedLooks } from './looks.ts';
import { pictures } from './pictures.ts';

/**
 * The pictures of a run, and the sets of earlier commits they are laid beside. Sets are kept outside git, a folder a commit, for
 * all clones of this computer: another computer draws other pixels (docs/decisions/014-stories.md).
 */
const sets = path.join(cacheFolder, 'pictures');
/** So many sets are kept: some 60 MB each. */
const KEPT = 3;
/** What a picture is made of. */
const SOURCES = ['renderer', 'entities', 'i18n', 'preload', 'test/renderer', 'package-lock.json'];

/** Where this run's pictures go: RINGSIDE_PICTURES, or a folder that git ignores. */
const out = path.resolve(root, process.env['RINGSIDE_PICTURES'] ?? 'demo-out/stories/new');

/** The file of a story in a look. */
export const picturePath = (story: string, look: string): string => path.join(out, `${story}-${look}.jpg`);

const run = promisify(execFile);

async function git(...words: readonly string[]): Promise<readonly string[]> {
  try {
    return (await run('git', [...words], { cwd: root, maxBuffer: 1 << 24 })).stdout.trim().split('\n');
  } catch {
    // No repository: an unpacked archive has no earlier commit.
    return [];
  }
}

const names = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jpg'));

/** The newest commit before what is looked at, of which there is a set. */
async function earlierSet(commits: readonly string[], isClean: boolean): Promise<string | undefined> {
  const there = new Set(await readdir(sets).catch(() => []));
  return commits.slice(isClean ? 1 : 0).find((commit) => there.has(commit));
}

async function keep(commit: string): Promise<void> {
  await rm(path.join(sets, commit), { recursive: true, force: true });
  await cp(out, path.join(sets, commit), { recursive: true });
  const all = await Promise.all(
    (await readdir(sets)).map(async (name) => ({
      name,
      at: (await stat(path.join(sets, name))).mtimeMs,
    })),
  );
  for (const { name } of all.toSorted((a, b) => b.at - a.at).slice(KEPT))
    await rm(path.join(sets, name), { recursive: true });
}

/** Before a run: an empty folder. After it: what changed since the earlier set, old beside new; a whole run of a clean commit becomes its set. */
export default async function preparePictures(): Promise<() => Promise<void>> {
  await mkdir(out, { recursive: true });
  for (const name of await names(out)) await rm(path.join(out, name));
  return async () => {
    const commits = await git('rev-list', '--max-count=1000', 'HEAD');
    const isClean = (await git('status', '--porcelain', '--', ...SOURCES)).join('') === '';
    const taken = await names(out);
    const earlier = await earlierSet(commits, isClean);
    const isWhole = taken.length === pictures.length * wantedLooks.length && wantedLooks.length > 0;
    const [head] = commits;
    if (isWhole && isClean && head && process.env['RINGSIDE_LOOKS'] === undefined) await keep(head);
    if (earlier === undefined) {
      console.log(`${taken.length} pictures in ${out}; no earlier commit has pictures on this computer.`);
      return;
    }
    const comparison = await compareSets(path.join(sets, earlier), out, isWhole);
    const page = await writeComparison(comparison, path.dirname(out), earlier);
    console.log(
      `${taken.length} pictures in ${out}; since ${earlier.slice(0, 10)} ${comparison.changed.length} changed, ` +
        `${comparison.added.length} are new, ${comparison.gone.length} are gone${page === null ? '' : `: ${page}`}`,
    );
  };
}
