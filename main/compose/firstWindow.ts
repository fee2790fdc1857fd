import { join } from 'node:path';
import { app } from 'electron';
import { appInfo, appMessages, appShown, callsToday } from '../../preload/contract/start.ts';
import { createCallViews } from '../calls/history/callViews.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import { closeLeftOpen } from '../calls/tracking/unfinishedCalls.ts';
import { systemClock } from '../common/clock.ts';
import { appHandlers } from '../ipc/app/appHandlers.ts';
import { todayHandler } from '../ipc/calls/callHandlers.ts';
import { answerContract } from '../ipc/answerRequest.ts';
import { openLog } from '../common/log.ts';
import type { Log } from '../common/log.ts';
import type { Startup } from './startup.ts';

/** What the answers to the first window are made of, for composeApp.ts to go on with. */
export interface FirstWindowServices {
  readonly log: Log;
  readonly callViews: CallViews;
}

/**
 * Answers what a window asks before it shows anything: what it is, and today's calls. Both need the
 * journal alone, so they need not wait for the CRM's client, the mirror or the call sources.
 */
export function answerFirst(opening: Startup): FirstWindowServices {
  const { journal, list, registry, speech, settingsFile, requestRouter, inData } = opening;
  const log = openLog(inData(join('logs', 'main.log')));
  process.on('uncaughtException', (error) => {
    log.error('a bug', error);
  });
  process.on('unhandledRejection', (error) => {
    log.error('a bug', error);
  });
  const callViews = createCallViews({
    journal,
    clock: systemClock,
    emit: (account, event) => {
      registry.tell('calls', event, { kinds: ['account'], account });
    },
  });
  closeLeftOpen(journal);
  const handlers = {
    app: appHandlers({
      version: app.getVersion(),
      platform: process.platform,
      speech,
      look: () => settingsFile.get(),
      list,
      shown: () => {
        opening.shell.tellShown();
      },
    }),
    calls: { today: todayHandler(callViews) },
  };
  requestRouter.answerFirst(
    ['app.info', 'app.messages', 'app.shown', 'calls.today'],
    answerContract(
      { app: { info: appInfo, messages: appMessages, shown: appShown }, calls: { today: callsToday } },
      handlers,
      registry,
      (message, error) => {
        log.error(message, error);
      },
    ),
  );
  return { log, callViews };
}
