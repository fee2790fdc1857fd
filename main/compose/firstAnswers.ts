import { join } from 'node:path';
import { app } from 'electron';
import { appInfo, appShown, callsToday } from '../../preload/contract/start.ts';
import { createCallBook } from '../calls/callBook.ts';
import type { CallBook } from '../calls/callBook.ts';
import { closeLeftOpen } from '../calls/leftOpen.ts';
import { systemClock } from '../clock.ts';
import { appHandlers } from '../ipc/app.ts';
import { todayHandler } from '../ipc/calls.ts';
import { answerContract } from '../ipc/handle.ts';
import { openLog } from '../log.ts';
import type { Log } from '../log.ts';
import type { Opening } from '../opening.ts';

/** What the answers to the first window are made of, for compose.ts to go on with. */
export interface FirstAnswers {
  readonly log: Log;
  readonly book: CallBook;
}

/**
 * Answers what a window asks before it shows anything: what it is, and today's calls. Both need the
 * journal alone, so they need not wait for the CRM's client, the mirror or the call sources.
 */
export function answerFirst(opening: Opening): FirstAnswers {
  const { journal, list, registry, language, settingsFile, door, inData } = opening;
  const log = openLog(inData(join('logs', 'main.log')));
  process.on('uncaughtException', (error) => {
    log.error('a bug', error);
  });
  process.on('unhandledRejection', (error) => {
    log.error('a bug', error);
  });
  const book = createCallBook({
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
      language,
      theme: () => settingsFile.get().theme,
      list,
      shown: () => {
        opening.shell.tellShown();
      },
    }),
    calls: { today: todayHandler(book) },
  };
  door.answerFirst(
    ['app.info', 'app.shown', 'calls.today'],
    answerContract(
      { app: { info: appInfo, shown: appShown }, calls: { today: callsToday } },
      handlers,
      registry,
      (message, error) => {
        log.error(message, error);
      },
    ),
  );
  return { log, book };
}
