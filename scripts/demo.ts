// `npm run demo`: Ringside with demo data. With `--script` (or without a display) it plays the main job without hands.

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildApp } from './buildApp.ts';
import { guide } from './demo/guide.ts';
import { playStory } from './demo/story.ts';
import { startDesktopSession } from './desktopSession.ts';
import { createProfile, launch } from './drive/app.ts';
import { chosenElectron, electronPath } from './electronPath.ts';
import { cacheFolder, root } from './setup/folders.ts';

const hasDisplay =
  process.platform !== 'linux' ||
  process.env['DISPLAY'] !== undefined ||
  process.env['WAYLAND_DISPLAY'] !== undefined;

/** Plays the story; the last line on stdout is its JSON. */
async function script(): Promise<boolean> {
  const session = hasDisplay ? null : await startDesktopSession({ keyring: 'unlocked' });
  const profile = await createProfile();
  try {
    console.log(
      `Electron ${chosenElectron().version}${session === null ? '' : ', on a display of its own (Xvfb)'}`,
    );
    if (process.getuid?.() === 0)
      console.log("As root Chromium's own sandbox cannot start: --no-sandbox is passed.");
    const app = await launch(profile, session?.env ?? process.env);
    const end = await playStory(app, profile, path.join(root, 'demo-out'), console.log);
    await app.close();
    console.log(JSON.stringify(end));
    return end.ok;
  } finally {
    await session?.stop();
    profile.remove();
  }
}

/** Opens the windows and rings a demo call that the user answers with keys. */
async function byHand(): Promise<boolean> {
  const userData = path.join(cacheFolder, 'demo-profile');
  mkdirSync(userData, { recursive: true });
  const rootArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(electronPath(), [root, `--user-data-dir=${userData}`, ...rootArgs], { stdio: 'inherit' });
  const ended = new Promise<boolean>((resolve) => {
    app.once('exit', (code) => {
      resolve(code === 0);
    });
    app.once('error', () => {
      resolve(false);
    });
  });
  const stop = new AbortController();
  void ended.then(() => {
    stop.abort();
  });
  await guide(userData, console.log, stop.signal);
  return ended;
}

const wantsScript = process.argv.includes('--script');
if (!hasDisplay && !wantsScript)
  console.log('There is no display, so the demo plays by itself (as with --script).');
const ok = (await buildApp()) && (await (wantsScript || !hasDisplay ? script() : byHand()));
process.exitCode = ok ? 0 : 1;
