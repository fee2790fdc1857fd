import type { Settings, SourcesSnapshot } from '../../preload/contract.ts';

/**
 * Whether a phone tells Ringside of its calls: a source that is connected, or one that has reported through the hook. Null while
 * that is not known.
 *
 * @param hasCalls calls were heard of before: their phone reports when there is another
 */
export function phoneReady(
  sources: SourcesSnapshot | null,
  settings: Settings | null,
  hasCalls: boolean,
): boolean | null {
  if (sources === null || settings === null) return null;
  if (sources.sources.some(({ state }) => state === 'ready')) return true;
  const { hook } = settings;
  return hook.state === 'listening' && (hook.lastEventAt !== null || hasCalls);
}
