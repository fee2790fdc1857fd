import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';
import { openOrRestore } from '../../../../main/journal/copies/openOrRestore.ts';

/** Opens the journal at argv 2 as a start does, and is killed before the change of the data folder that argv 3 counts. */
const [, , file = '', at = '0'] = process.argv;
// What it loads is no change of the folder.
new Database(':memory:').close();
let changes = 0;
const count = <A extends unknown[], R>(change: (...given: A) => R): ((...given: A) => R) => {
  return (...given) => {
    changes += 1;
    if (changes === Number(at)) process.kill(process.pid, 'SIGKILL');
    return change(...given);
  };
};
fs.renameSync = count(fs.renameSync);
fs.copyFileSync = count(fs.copyFileSync);
fs.rmSync = count(fs.rmSync);
fs.openSync = count(fs.openSync);
fs.writeFileSync = count(fs.writeFileSync);
fs.chmodSync = count(fs.chmodSync);
syncBuiltinESMExports();

const tell = count((): void => {
  fs.writeSync(1, 'told');
});
const opened = openOrRestore(file, { restored: tell, lost: tell });
count(() => undefined)();
if (opened.ok) opened.value.close();
