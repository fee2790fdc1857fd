import type { SourceView, NoCallsReason } from '../../preload/contract.ts';
import type { Treatment, PopSettings } from '../settings/popSettings.ts';

/** Why nothing pops, the likeliest reason first; empty when calls are heard and everything is well. */
export function noCallsReasons(now: {
  readonly accounts: number;
  readonly sources: readonly SourceView[];
  readonly isQuiet: boolean;
  /** When incoming calls pop. */
  readonly incoming: PopSettings['incoming'];
  /** What the rules say of the number that rang last; null when none did today. */
  readonly last: Treatment | null;
}): readonly NoCallsReason[] {
  const reasons: NoCallsReason[] = [];
  const on = now.sources.filter(({ state }) => state !== 'off');
  const ready = on.filter(({ state }) => state === 'ready');
  if (now.accounts === 0) reasons.push('noAccount');
  if (now.incoming === 'off') reasons.push('popOff');
  if (now.incoming === 'answer') reasons.push('popOnAnswer');
  if (now.isQuiet) reasons.push('quietHours');
  if (on.some(({ name, state }) => name === 'hook' && state !== 'ready')) reasons.push('hookDown');
  if (on.some(({ name, state }) => name !== 'hook' && state === 'failed')) reasons.push('sourceFailed');
  if (now.last !== null && now.last !== 'pop') reasons.push('lastNumber');
  // The hook is always there; that it listens does not mean that anybody speaks to it.
  if (ready.length > 0 && ready.every(({ lastEvent }) => lastEvent === null)) reasons.push('nothingHeard');
  return reasons;
}
