import { app } from 'electron';
import type { CallViews } from '../calls/history/callViews.ts';
import type { Clock } from '../common/clock.ts';
import type { Log } from '../common/log.ts';
import type { Startup } from './startup.ts';
import { feedOf } from '../updates/updateFeed.ts';
import { createUpdateService } from '../updates/updateService.ts';
import type { UpdateService } from '../updates/updateService.ts';
import { createAppUpdater } from '../windows/system/appUpdater.ts';
import type { ComposedCalls } from './composeCalls.ts';

interface UpdateParts {
  readonly opening: Pick<Startup, 'journal' | 'registry'>;
  readonly callViews: Pick<CallViews, 'onTell'>;
  readonly calls: Pick<ComposedCalls, 'pop'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** Updates of Ringside itself, which wait for every call. */
export function composeUpdates({
  opening,
  callViews,
  calls,
  clock,
  random,
  log,
}: UpdateParts): UpdateService {
  const logError = (message: string): void => {
    log.error(message);
  };
  const updates = createUpdateService({
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
  callViews.onTell(() => {
    updates.callsChanged();
  });
  return updates;
}
