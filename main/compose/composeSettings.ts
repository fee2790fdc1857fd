import { nativeTheme } from 'electron';
import type { AccountSettings } from '../settings/accountSettings.ts';
import { createSettingsService, type SettingsService } from '../settings/settingsService.ts';
import { ownAddresses } from '../setup/ownAddresses.ts';
import type { HookListener } from '../sources/callHook/hookListener.ts';
import { zoomWindows } from '../windows/applicationMenu.ts';
import { canHideFromSharing } from '../windows/pop/popWindow.ts';
import { hookProgram } from '../windows/system/hookProgram.ts';
import type { Startup } from './startup.ts';

/** The settings as windows change them; every window hears what they are now. */
export function composeSettings(
  { settingsFile, list, registry, events }: Startup,
  accountSettings: AccountSettings,
  hook: HookListener,
): SettingsService {
  const settings = createSettingsService({
    file: settingsFile,
    accounts: accountSettings,
    can: { hideFromSharing: canHideFromSharing },
    hook,
    hookProgram: hookProgram(),
    networkAddresses: ownAddresses,
    changed: () => void events.emit('settingsChanged'),
  });
  events.on('settingsChanged', () => {
    const { theme, zoom } = settingsFile.get();
    nativeTheme.themeSource = theme;
    zoomWindows(zoom);
    registry.tell('settings', settings.current(null), { kinds: ['welcome', 'pop', 'settings'] });
    for (const { key } of list.list())
      registry.tell('settings', settings.current(key), { kinds: ['account'], account: key });
  });
  return settings;
}
