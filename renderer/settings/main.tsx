import { settingsStore } from '../state/settingsStore.ts';
import { startWindow } from '../state/startWindow.tsx';
import { SettingsWindow } from './SettingsWindow.tsx';

const settings = settingsStore();

await startWindow((info) => <SettingsWindow store={settings} version={info.version} />);
