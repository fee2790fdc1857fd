// `npm run texts`: brings what is made of the English texts to them: every catalogue of i18n/locales (new keys are empty,
// old ones gone), and the table of docs/settings.md.

import { readFile, writeFile } from 'node:fs/promises';
import { root } from './setup/folders.ts';
import { withSettingsTable } from './texts/settingsTable.ts';
import { runTool } from './tool.ts';

const settings = `${root}/docs/settings.md`;
await writeFile(settings, withSettingsTable(await readFile(settings, 'utf8')));
if (!(await runTool('lingui', ['extract', '--clean', '--workers', '1']))) process.exitCode = 1;
