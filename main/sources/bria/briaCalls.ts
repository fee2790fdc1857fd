import type { CallDirection, CallEvent } from '../../calls/tracking/callEvent.ts';
import type { BriaCall } from './briaReader.ts';

export type BriaReport = Pick<CallEvent, 'kind' | 'sourceCallId' | 'direction' | 'rawNumber'>;

export interface BriaCalls {
  /**
   * @param calls those Bria has now
   * @param isAnew of a new connection: each is told from its beginning, so that whoever hears knows what goes on
   */
  take(calls: readonly BriaCall[], isAnew?: boolean): readonly BriaReport[];
}

interface KnownCall {
  readonly direction: CallDirection;
  number: string;
  talking: boolean;
  held: boolean;
}

/**
 * What changed between two of Bria's lists of calls. The API names no direction: a call first seen ringing
 * came in, one first seen connecting goes out (call-sources.md 1.5).
 */
export function createBriaCalls(): BriaCalls {
  const known = new Map<string, KnownCall>();

  function changesOf(id: string, call: BriaCall, isAnew: boolean): readonly BriaReport[] {
    const remote = call.participants[0];
    if (id === '' || remote === undefined) return [];
    const before = known.get(id);
    const isOver = remote.state === 'Ended' || remote.state === 'Failed';
    if (isOver) return before === undefined ? [] : finish(id, before);
    if (before === undefined && remote.state === 'other') return [];
    const one: KnownCall = before ?? {
      direction: remote.state === 'Ringing' ? 'inbound' : 'outbound',
      number: remote.number,
      talking: false,
      held: false,
    };
    known.set(id, one);
    if (isAnew) {
      one.talking = false;
      one.held = false;
    }
    const reports: BriaReport[] = [];
    const tell = (kind: BriaReport['kind']): void => {
      reports.push({ kind, sourceCallId: id, direction: one.direction, rawNumber: one.number });
    };
    if ((before === undefined || isAnew) && remote.state !== 'Connected')
      tell(one.direction === 'inbound' ? 'ringing' : 'dialing');
    if (remote.number !== '' && remote.number !== one.number) {
      one.number = remote.number;
      tell('renumbered');
    }
    if (remote.state === 'Connected' && !one.talking) {
      one.talking = true;
      tell('answered');
    }
    if (one.talking && call.held !== one.held) {
      one.held = call.held;
      tell(one.held ? 'held' : 'resumed');
    }
    return reports;
  }

  function finish(id: string, one: KnownCall): readonly BriaReport[] {
    known.delete(id);
    return [{ kind: 'ended', sourceCallId: id, direction: one.direction, rawNumber: one.number }];
  }

  return {
    take(calls, isAnew = false) {
      const listed = new Set(calls.map(({ id }) => id));
      const gone = [...known].filter(([id]) => !listed.has(id)).flatMap(([id, one]) => finish(id, one));
      return [...gone, ...calls.flatMap((call) => changesOf(call.id, call, isAnew))];
    },
  };
}
