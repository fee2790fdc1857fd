import { runRelay } from '../relay/run.ts';

/** `npm run relay -- --port 8790 --data DIR`: see docs/relay.md. */
void runRelay(process.argv.slice(2));
