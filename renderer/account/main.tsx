import { createCallsStore } from '../state/callsStore.ts';
import { settingsStore } from '../state/settingsStore.ts';
import { startWindow } from '../state/startWindow.tsx';
import { AccountWindow } from './AccountWindow.tsx';
import { syncStore } from './syncStore.ts';

const calls = createCallsStore({
  read: () => window.api.calls.today(),
  on: (hear) => window.api.on('calls', hear),
});

const sync = syncStore();
const settings = settingsStore();

await startWindow(
  (info) => <AccountWindow calls={calls} sync={sync} settings={settings} version={info.version} />,
  calls.loaded,
);
