import { createSourcePasswords } from '../accounts/vault/sourcePasswords.ts';
import type { Clock } from '../common/clock.ts';
import type { DeferUntilPaint } from '../pop/deferUntilPaint.ts';
import type { DialSettings, SourcesSnapshot } from '../../preload/contract.ts';
import { ownAddresses } from '../setup/ownAddresses.ts';
import { openHookFiles } from '../sources/callHook/callHookFiles.ts';
import { socketPlaces } from '../sources/callHook/callHookSocket.ts';
import { createHookListener, type HookListener } from '../sources/callHook/hookListener.ts';
import type { SourceKind } from '../sources/callSource.ts';
import { createSourceManager, type SourceManager } from '../sources/sourceManager.ts';
import { sourceKinds } from '../sources/sourceKinds.ts';
import type { Startup } from './startup.ts';

interface SourceParts {
  readonly opening: Startup;
  readonly deferUntilPaint: DeferUntilPaint;
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly random: () => number;
}

/** The call sources, not started. */
export interface CallSources {
  readonly kinds: readonly SourceKind[];
  readonly hook: HookListener;
  readonly sourceManager: SourceManager;
  readonly snapshot: () => SourcesSnapshot;
  readonly changeDial: (dial: DialSettings) => void;
}

export function composeSources(parts: SourceParts): CallSources {
  const { opening, clock, monotonic } = parts;
  const { settingsFile, registry, events, vault, journal, inData } = opening;
  const hook = createHookListener({
    files: openHookFiles(inData('')),
    places: socketPlaces(inData('')),
    settings: () => settingsFile.get(),
    networkAddresses: ownAddresses,
    clock,
    monotonic,
    listening: () => void events.emit('settingsChanged'),
  });
  const kinds = sourceKinds(hook);
  const sourceManager = createSourceManager({
    kinds,
    clock,
    monotonic,
    random: parts.random,
    saved: (name) => settingsFile.get().sources[name],
    save: (name, saved) => {
      settingsFile.change({ sources: { ...settingsFile.get().sources, [name]: saved } });
    },
    passwords: createSourcePasswords(vault, journal.secrets),
    changed: () => void events.emit('sourcesChanged'),
  });
  const snapshot = (): SourcesSnapshot => ({
    sources: [...sourceManager.views()],
    dial: settingsFile.get().dial,
  });
  let isPlanned = false;
  // After the paint, and once for all that happened until then.
  events.on('sourcesChanged', () => {
    if (isPlanned) return;
    isPlanned = true;
    parts.deferUntilPaint.later(() => {
      isPlanned = false;
      registry.tell('sources', snapshot(), { kinds: ['welcome', 'account', 'settings'] });
      events.emit('phonesChanged');
    });
  });
  return {
    kinds,
    hook,
    sourceManager,
    snapshot,
    changeDial(dial) {
      settingsFile.change({ dial });
      events.emit('sourcesChanged');
    },
  };
}
