// Looks at some screens only, and in other looks than `npm test` does:
// `node test/renderer/takePictures.ts --out DIR [--looks en-light,narrow] [names...]`, a name being how the story's begins.

import { parseArgs } from 'node:util';
import { startDesktopSession } from '../../scripts/desktopSession.ts';
import { runTool } from '../../scripts/tool.ts';
import { looks } from './looks.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'demo-out/stories/new' },
    looks: { type: 'string', default: looks.map(({ name }) => name).join(',') },
  },
});

const session = process.platform === 'linux' ? await startDesktopSession({ keyring: 'none' }) : null;
const names = positionals.length === 0 ? [] : ['-g', `(?:^|\\s)(?:${positionals.join('|')})`];
const ok = await runTool('playwright', ['test', '--config=playwright.stories.config.ts', ...names], {
  ...(session?.env ?? process.env),
  RINGSIDE_PICTURES: values.out,
  RINGSIDE_LOOKS: values.looks,
});
await session?.stop();
process.exitCode = ok ? 0 : 1;
