// `npm run build`: the application, in out/.

import { buildApp } from './buildApp.ts';

if (!(await buildApp())) process.exitCode = 1;
