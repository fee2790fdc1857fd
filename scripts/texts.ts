// `npm run texts`: brings every catalogue of i18n/locales to the English texts: new keys are empty, old ones gone.

import { runTool } from './tool.ts';

if (!(await runTool('lingui', ['extract', '--clean', '--workers', '1']))) process.exitCode = 1;
