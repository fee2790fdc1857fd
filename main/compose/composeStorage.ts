import type { StoragePort } from '../ipc/app/storageHandlers.ts';
import { pathToFileURL } from 'node:url';
import type { StorageState } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import { COPIES, createDailyCopies } from '../journal/copies/dailyCopies.ts';
import { createLeaving } from '../journal/tables/archiveOldCalls.ts';
import { createDiskWatch } from '../journal/disk/diskWatch.ts';
import type { Log } from '../common/log.ts';
import { makeFolderPrivate } from '../common/privateFiles.ts';
import { openOutcomesFile, type OutcomesFile } from '../settings/outcomesFile.ts';
import { openScriptFolder, type ScriptFolder } from '../settings/scripts/scriptFolder.ts';
import type { Startup } from './startup.ts';

/** The disk under the journal and the settings: what it refuses is tried again, and told until it is written. */
export interface ComposedStorage extends StoragePort {
  readonly outcomesFile: OutcomesFile;
  readonly scriptFolder: ScriptFolder;
  stop(): void;
}

interface StorageParts {
  readonly opening: Pick<Startup, 'journal' | 'registry' | 'settingsFile' | 'events' | 'inData' | 'built'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often settings that could not be saved are saved again. */
const SETTINGS_AGAIN_MS = 5_000;

export function composeStorage({ opening, clock, log }: StorageParts): ComposedStorage {
  const { journal, registry, settingsFile, events } = opening;
  const path = opening.inData('journal.db');
  let cancelSaving: (() => void) | null = null;
  makeFolderPrivate(opening.inData('.'));

  const outcomesFile = openOutcomesFile(opening.inData('outcomes.json'));

  const scriptFolder = openScriptFolder(opening.inData('scripts'));

  const copies = createDailyCopies({
    file: path,
    folder: opening.inData(COPIES),
    clock,
    workerUrl: pathToFileURL(opening.built('main', 'copyWorker.js')),
    logError: (message, error) => {
      log.error(message, error);
    },
  });

  const leaving = createLeaving({
    journal,
    clock,
    months: () => settingsFile.get().callsLeaveAfter,
    left: (account) => void events.emit('callsArchived', account),
  });

  const watch = createDiskWatch({
    disk: journal.disk,
    clock,
    changed: () => void events.emit('storageChanged'),
    log: (code) => {
      if (code === null) log.info('the journal is written again');
      else log.error(`the journal cannot be written: ${code}`);
    },
  });
  const state = (): StorageState => {
    const trouble = watch.trouble();
    return {
      journal: trouble === null ? null : { ...trouble, path },
      settings: settingsFile.problem(),
      outcomes: outcomesFile.problem(),
      scripts: [...scriptFolder.problems()],
    };
  };
  const tell = (): void => {
    registry.tell('storage', state(), { kinds: ['welcome', 'account', 'pop', 'settings'] });
  };
  events.on('storageChanged', tell);
  function saveAgain(): void {
    cancelSaving?.();
    cancelSaving = null;
    settingsFile.retry();
    if (settingsFile.problem()?.problem === 'unwritable')
      cancelSaving = clock.schedule(SETTINGS_AGAIN_MS, saveAgain);
  }
  outcomesFile.onChange(() => {
    const problem = outcomesFile.problem();
    if (problem !== null) log.error(`the team's results are ${problem.problem}`);
    tell();
  });
  scriptFolder.onChange(() => {
    for (const { problem } of scriptFolder.problems()) log.error(`a call script is ${problem}`);
    tell();
  });
  settingsFile.onProblem(() => {
    const problem = settingsFile.problem();
    if (problem !== null) log.error(`the settings are ${problem.problem}`);
    cancelSaving?.();
    cancelSaving = problem?.problem === 'unwritable' ? clock.schedule(SETTINGS_AGAIN_MS, saveAgain) : null;
    tell();
  });

  return {
    outcomesFile,
    scriptFolder,
    state,
    seen: () => {
      settingsFile.seen();
    },
    setAside: () => journal.setAside.list(),
    recoverUnsent(name) {
      const restored = journal.setAside.recoverUnsent(name, clock.now());
      if (restored.ok) events.emit('journalRecovered');
      return restored;
    },
    stop() {
      watch.stop();
      outcomesFile.stop();
      scriptFolder.stop();
      copies.stop();
      leaving.stop();
      cancelSaving?.();
    },
  };
}
