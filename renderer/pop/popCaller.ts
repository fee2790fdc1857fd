import type { Call, Match, PopEntry } from '../../preload/contract.ts';
import type { ComponentProps } from 'react';
import type { Face } from '../ui/Face.tsx';
import { faceOf } from '../ui/faces.ts';
import { assertNever } from '../state/assertNever.ts';

/** How the pop presents a caller. */
export type CallerView =
  /** One person, certain or chosen by the agent. `match` is null when the choice came from a search. */
  | { readonly kind: 'known'; readonly name: string; readonly match: Match | null }
  /** One person whose number only resembles. */
  | { readonly kind: 'possible'; readonly match: Match }
  | { readonly kind: 'several'; readonly count: number }
  | { readonly kind: 'unknown' | 'anonymous' | 'internal' | 'featureCode' };

/** Decides how a caller is presented. Only a certain match or the agent's choice is shown as known. */
export function callerView({ call, caller }: Pick<PopEntry, 'call' | 'caller'>): CallerView {
  if (call.chosen) {
    const match = caller.matches.find((each) => isChosen(call, each)) ?? null;
    return { kind: 'known', name: match?.name ?? call.chosen.name, match };
  }
  const [first, second] = caller.matches;
  switch (caller.certainty) {
    case 'anonymous':
    case 'internal':
    case 'featureCode':
      return { kind: caller.certainty };
    case 'unknown':
      return { kind: 'unknown' };
    case 'certain':
    case 'possible':
    case 'several':
      if (!first) return { kind: 'unknown' };
      if (second) return { kind: 'several', count: caller.matches.length };
      return first.certainty === 'certain' && caller.certainty !== 'possible'
        ? { kind: 'known', name: first.name, match: first }
        : { kind: 'possible', match: first };
    default:
      return assertNever(caller.certainty);
  }
}

/** True when a match is the contact or company the agent chose for the call. */
export function isChosen(call: Call, match: Match): boolean {
  return call.chosen?.entity === match.entity && call.chosen.entityId === match.id;
}

/** The matches an agent may choose from: a ranked list, or the one that is only possible. Nine at most: one a digit. */
export function choicesOf({ caller }: Pick<PopEntry, 'caller'>): readonly Match[] {
  const needsChoice = caller.matches.length > 1 || caller.matches[0]?.certainty === 'possible';
  return needsChoice ? caller.matches.slice(0, 9) : [];
}

/** What the call is best called in a word: chosen, certain or possible name, else the number, else ''. */
export function callerTitle(entry: Pick<PopEntry, 'call' | 'caller'>): string {
  const view = callerView(entry);
  if (view.kind === 'known') return view.name;
  if (view.kind === 'possible') return view.match.name;
  return entry.call.number.display;
}

/** The face of whom the call is with, as far as that is known. */
export function callerFaceOf(entry: Pick<PopEntry, 'call' | 'caller'>): ComponentProps<typeof Face>['of'] {
  const view = callerView(entry);
  const { chosen } = entry.call;
  if ((view.kind === 'known' || view.kind === 'possible') && view.match) return faceOf(view.match);
  if (chosen) return faceOf({ ...chosen, id: chosen.entityId });
  if (view.kind === 'several') return { kind: 'several' };
  return { kind: view.kind === 'anonymous' ? 'withheld' : 'unknown' };
}

/** The contact or company the pop shows as known or possible, null when there is none. */
export function shownEntity(
  { call }: Pick<PopEntry, 'call'>,
  view: CallerView,
): Pick<Match, 'entity' | 'id'> | null {
  if (call.chosen) return { entity: call.chosen.entity, id: call.chosen.entityId };
  const match = view.kind === 'known' || view.kind === 'possible' ? view.match : null;
  return match ? { entity: match.entity, id: match.id } : null;
}
