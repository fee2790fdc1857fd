import { addViewMessages } from '../i18n/viewMessages.ts';
import { settingsStore } from '../state/settingsStore.ts';
import { startWindow } from '../state/startWindow.tsx';
import { SettingsWindow } from './SettingsWindow.tsx';

addViewMessages();
const settings = settingsStore();

await startWindow((info) => <SettingsWindow store={settings} version={info.version} />);
