import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import createDeb from 'electron-installer-debian';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { root } from '../setup/folders.ts';
import { runTool } from '../tool.ts';

/** What electron-builder.yml says of Linux: one place for every installer, whoever packs it. */
const builderConfig = z.object({
  productName: z.string(),
  protocols: z.array(z.object({ schemes: z.array(z.string()) })),
  linux: z.object({
    executableName: z.string(),
    maintainer: z.string(),
    synopsis: z.string(),
    category: z.string(),
  }),
  deb: z.object({ depends: z.array(z.string()) }),
});

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };

const dist = path.join(root, 'dist');

/** The deb that `packDeb` makes. */
export const debFile = path.join(
  dist,
  `${packageJson.name}_${packageJson.version}_${ARCHITECTURES[process.arch] ?? process.arch}.deb`,
);

/**
 * Makes `dist/ringside_VERSION_ARCH.deb` of the unpacked application, by Debian's own dpkg-deb: electron-builder would
 * download a program for it. Everything lies below /usr, as Debian wants it, with `/usr/bin/ringside` as a link.
 *
 * @param electron the version of Electron that was packed: what it needs of the system depends on it
 * @param compression `xz` for whoever downloads it; `gzip` is a quarter bigger and made in a tenth of the time
 * @returns whether it is there; what went wrong is said on stderr
 */
export async function packDeb(electron: string, compression: 'xz' | 'gzip'): Promise<boolean> {
  const text = await readFile(path.join(root, 'electron-builder.yml'), 'utf8');
  const { productName, protocols, linux, deb } = builderConfig.parse(parse(text));
  // Links cost nothing, and what is added beside them is not in the other packages.
  const source = path.join(dist, 'deb');
  await rm(source, { recursive: true, force: true });
  if (!(await runTool('cp', ['-al', path.join(dist, 'linux-unpacked'), source]))) return false;
  await copyFile(path.join(root, 'LICENSE'), path.join(source, 'LICENSE'));
  await writeFile(path.join(source, 'version'), electron);
  await rm(debFile, { force: true });
  await mkdir(dist, { recursive: true });
  try {
    await createDeb({
      src: source,
      dest: dist,
      rename: () => debFile,
      arch: path.basename(debFile, '.deb').split('_').at(-1) ?? '',
      name: packageJson.name,
      productName,
      bin: linux.executableName,
      version: packageJson.version,
      maintainer: linux.maintainer,
      homepage: packageJson.homepage,
      description: linux.synopsis.replace(/\.$/u, ''),
      productDescription: packageJson.description,
      section: 'misc',
      compression,
      icon: { '512x512': path.join(root, 'build', 'icon.png') },
      categories: [linux.category],
      mimeType: protocols.flatMap(({ schemes }) => schemes.map((one) => `x-scheme-handler/${one}`)),
      depends: deb.depends,
    });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return false;
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

/**
 * Installs the deb into a root of its own, empty before: by dpkg as root, otherwise its files as they are in it. What it
 * depends on is the system's own, so dpkg is not asked for it.
 */
export async function installDeb(folder: string): Promise<boolean> {
  await rm(folder, { recursive: true, force: true });
  for (const one of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/log'])
    await mkdir(path.join(folder, one), { recursive: true });
  await writeFile(path.join(folder, 'var/lib/dpkg/status'), '');
  return process.getuid?.() === 0
    ? runTool('dpkg', [`--root=${folder}`, '--force-depends', '--install', debFile])
    : runTool('dpkg-deb', ['--extract', debFile, folder]);
}
