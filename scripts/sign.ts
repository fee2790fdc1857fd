// `npm run package:sign -- FEED KEY`: signs what a feed offers (`dist/latest-linux.yml` and its like, as electron-builder
// writes them) with the publisher's private key, an Ed25519 key as PEM that stays with them. Ringside takes no update without it.
// `npm run package:sign -- --new KEY` makes such a key, and its public half in build/update-key.pem (docs/packaging.md).

import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import { feedInfo, signedText, signRelease } from '../main/updates/releaseSignature.ts';
import { root } from './setup/folders.ts';

const [first, second] = process.argv.slice(2);

function makeKey(file: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  // Neither is written over: whoever lost a key cannot reach the Ringsides that trust it.
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
  const open = path.join(root, 'build', 'update-key.pem');
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
  console.log(`${file} is yours alone; ${open} goes into every package.`);
}

function signFeed(file: string, key: string): void {
  const text = readFileSync(file, 'utf8').replace(/^signature: .*\n?/m, '');
  const info = feedInfo.parse(parseUpdateInfo(text, file, pathToFileURL(file)));
  const signature = signRelease(signedText(info), readFileSync(key, 'utf8'));
  writeFileSync(file, `${text.trimEnd()}\nsignature: ${signature}\n`);
  console.log(`${file}: version ${info.version}, ${info.files.length} files, signed.`);
}

if (first === '--new' && second !== undefined) makeKey(second);
else if (first !== undefined && second !== undefined) signFeed(first, second);
else {
  console.error('Usage: npm run package:sign -- FEED.yml KEY.pem, or --new KEY.pem');
  process.exitCode = 2;
}
