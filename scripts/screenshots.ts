// `npm run screenshots`: the pictures of README.md, taken from the real app with demo data, so that they stay true.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { buildApp } from './buildApp.ts';
import { playStory } from './demo/story.ts';
import { startDesktopSession } from './desktopSession.ts';
import { createProfile, launch } from './drive/app.ts';
import { root } from './setup/folders.ts';

/** Names of the pictures in docs/pictures, and the step of the demo's story each is taken at. */
const PICTURES: Readonly<Record<string, string>> = {
  welcome: 'The welcome screen',
  ringing: 'A call rings and its contact pops',
  talking: 'Talking, with a note',
  result: 'The call ended: one key for its result',
  saved: 'One key, saved, ten seconds to undo',
  several: 'Several contacts share a number',
  unknown: 'An unknown number',
  account: 'All calls are in the CRM',
};

/** One call as one moving picture: which pictures it shows, and each for how many ms. */
const CALL: Readonly<Record<string, number>> = { ringing: 2000, talking: 2600, result: 2200, saved: 2600 };

async function takePictures(): Promise<boolean> {
  const session = await startDesktopSession({ keyring: 'unlocked' });
  const profile = await createProfile();
  const taken = mkdtempSync(path.join(tmpdir(), 'ringside-pictures-'));
  try {
    const app = await launch(profile, session.env);
    const end = await playStory(app, profile, taken, console.log);
    await app.close();
    if (!end.ok) return false;
    const folder = path.join(root, 'docs', 'pictures');
    mkdirSync(folder, { recursive: true });
    for (const [name, step] of Object.entries(PICTURES)) {
      const picture = end.steps.find((one) => one.name === step)?.picture;
      if (picture === undefined) throw new Error(`the story has no step "${step}"`);
      copyFileSync(path.join(taken, picture), path.join(folder, `${name}.png`));
    }
    await sharp(
      Object.keys(CALL).map((name) => path.join(folder, `${name}.png`)),
      { join: { animated: true } },
    )
      .webp({ delay: Object.values(CALL), loop: 0, lossless: true })
      .toFile(path.join(folder, 'call.webp'));
    console.log(`docs/pictures: ${Object.keys(PICTURES).length + 1} pictures`);
    return true;
  } finally {
    await session.stop();
    profile.remove();
    rmSync(taken, { recursive: true, force: true });
  }
}

process.exitCode = (await buildApp()) && (await takePictures()) ? 0 : 1;
