import { readFile } from 'node:fs/promises';
import { shell } from 'electron';
import { z } from 'zod';
import { ok } from '../../common/result.ts';
import type { Autostart } from '../../settings/autostart.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface SystemDeps {
  readonly autostart: Autostart;
  readonly dataFolder: string;
  /** The list of packages made with the build (scripts/packaging/licences.ts). */
  readonly licencesFile: string;
  /** Electron's own list, as it lies beside the program. */
  readonly chromiumLicences: string;
}

const licences = z.array(
  z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }),
);

/** What Ringside asks of the system it runs on. */
export function systemHandlers(deps: SystemDeps): Handlers<'system'> {
  const { autostart, dataFolder } = deps;
  const openFile = async (path: string) => {
    const problem = await shell.openPath(path);
    return problem === '' ? ok({}) : requestError('notNow', problem);
  };
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
    dataFolder: () => ok({ path: dataFolder }),
    openDataFolder: () => openFile(dataFolder),
    licences: async () => {
      try {
        return ok({ packages: licences.parse(JSON.parse(await readFile(deps.licencesFile, 'utf8'))) });
      } catch {
        return requestError('notNow', 'this build has no list of licences');
      }
    },
    openChromiumLicences: () => openFile(deps.chromiumLicences),
  };
}
