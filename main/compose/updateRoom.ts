import { app } from 'electron';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Opening } from '../opening.ts';
import { feedOf } from '../updates/feed.ts';
import { createUpdateDesk } from '../updates/updateDesk.ts';
import type { UpdateDesk } from '../updates/updateDesk.ts';
import { createAppUpdater } from '../windows/appUpdater.ts';
import type { CallRooms } from './callRooms.ts';

interface UpdateParts {
  readonly opening: Pick<Opening, 'journal' | 'registry'>;
  readonly calls: Pick<CallRooms, 'pop'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** Updates of Ringside itself, which wait for every call. */
export function composeUpdateRoom({ opening, calls, clock, random, log }: UpdateParts): UpdateDesk {
  const logError = (message: string): void => {
    log.error(message);
  };
  return createUpdateDesk({
    source: feedOf({
      isPackaged: app.isPackaged,
      platform: process.platform,
      resources: process.resourcesPath,
      appImage: process.env['APPIMAGE'],
    }),
    load: () => createAppUpdater(logError),
    isBusy: () =>
      calls.pop.awaitingResult() !== null ||
      calls.pop.snapshot().calls.some(({ call }) => call.state !== 'ended') ||
      opening.journal.calls.open().length > 0,
    clock,
    random,
    tell: (state) => {
      opening.registry.tell('updates', state, { kinds: ['account', 'settings'] });
    },
    logError,
  });
}
