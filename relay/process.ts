import { runRelay } from './run.ts';

/** The relay as a built file (`out/main/relayProcess.js`): `node relayProcess.js --port 8790 --data DIR`. */
void runRelay(process.argv.slice(2));
