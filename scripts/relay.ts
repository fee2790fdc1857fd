import { runRelay } from '../relay/run.ts';

/** `npm run relay -- --port 8790 --data DIR`: see docs/relay.md. */
const code = await runRelay(process.argv.slice(2));
if (code !== null) process.exitCode = code;
