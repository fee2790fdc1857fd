import { shell } from 'electron';
import { ok } from '../result.ts';
import type { Autostart } from '../settings/autostart.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

interface SystemDeps {
  readonly autostart: Autostart;
  readonly dataFolder: string;
}

/** What Ringside asks of the system it runs on. */
export function systemHandlers({ autostart, dataFolder }: SystemDeps): Handlers<'system'> {
  return {
    autostart: () => ok({ state: autostart.state() }),
    setAutostart: ({ on }) => {
      try {
        autostart.set(on);
      } catch (error) {
        return requestError('notNow', error instanceof Error ? error.message : 'the system did not take it');
      }
      return ok({ state: autostart.state() });
    },
    openDataFolder: async () => {
      const problem = await shell.openPath(dataFolder);
      return problem === '' ? ok({}) : requestError('notNow', problem);
    },
  };
}
