import { createCallsStore } from '../state/callsStore.ts';
import { createReadStore } from '../state/readStore.ts';
import { settingsStore } from '../state/settingsStore.ts';
import { startWindow } from '../state/startWindow.tsx';
import { AccountWindow } from './AccountWindow.tsx';
import { syncStore } from './syncStore.ts';

const calls = createCallsStore({
  read: () => window.api.calls.today(),
  on: (listener) => window.api.on('calls', listener),
  onGone: (listener) => window.api.on('callGone', listener),
});

const counts = createReadStore(
  () => window.api.calls.counts(),
  (listener) => window.api.on('callCounts', listener),
);
const sync = syncStore();
const settings = settingsStore();

// Not awaited: a module that waits cannot hold what the views read later share with it (one script, see electron.vite.config.ts).
void startWindow(
  (info) => (
    <AccountWindow calls={calls} counts={counts} sync={sync} settings={settings} version={info.version} />
  ),
  calls.loaded,
);
