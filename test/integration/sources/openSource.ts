import type { CallSource, SourceKind } from '../../../main/sources/callSource.ts';
import type { Hearing } from '../../../main/calls/tracking/callEvent.ts';
import { systemClock, type Clock } from '../../../main/common/clock.ts';
import { eventually } from '../../phones/eventually.ts';

/** Opens a source as the source manager does, with a password or none. */
export function openSource(
  kind: SourceKind,
  settings: Readonly<Record<string, string | number | boolean>>,
  {
    secret = null,
    clock = systemClock,
    trackReachability = () => undefined,
  }: {
    readonly secret?: string | null;
    readonly clock?: Clock;
    readonly trackReachability?: (trackReachability: Hearing) => void;
  } = {},
): CallSource {
  const opened = kind.open(
    { on: true, ...settings },
    {
      clock,
      monotonic: () => performance.now(),
      random: () => 0,
      secret: async () => secret,
      changed: () => undefined,
      trackReachability,
    },
  );
  if (opened === 'incomplete') throw new Error('settings are missing');
  return opened;
}

/** Waits until a source says this of itself. */
export async function until(
  source: CallSource,
  wanted: Partial<ReturnType<CallSource['status']>>,
): Promise<void> {
  const fits = (): boolean =>
    Object.entries(wanted).every(([key, value]) =>
      Object.entries(source.status()).some(([k, v]) => k === key && v === value),
    );
  await eventually(`the source is ${JSON.stringify(wanted)}`, fits);
}
