import { useEffect, useState } from 'react';
import { createStore } from '../../state/store.ts';
import { useStore } from '../../state/useStore.ts';
import type { PlaceOf } from '../places.ts';

/** What is searched for in the calls, kept as long as the window is open; and whether the field is to have the keyboard. */
interface CallSearch {
  readonly text: string;
  readonly isAsked: boolean;
}

const store = createStore<CallSearch>({ text: '', isAsked: false });
const TYPING_PAUSE_MS = 120;

/** The search of this moment, what of it rests long enough to be asked for, and how it is changed. */
export function useCallSearch() {
  const { text, isAsked } = useStore(store);
  const [rested, setRested] = useState(text);
  useEffect(() => {
    // Nothing to search for is shown at once.
    const timer = setTimeout(() => setRested(text), text === '' ? 0 : TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, rested: rested.trim(), isAsked, setText: setCallSearch };
}

const setCallSearch = (text: string): void => store.set({ ...store.get(), text });

/** The field gets the keyboard, now or when it is there. */
export const askForCallSearch = (): void => store.set({ ...store.get(), isAsked: true });

/** It has it. */
export const heedCallSearch = (): void => store.set({ ...store.get(), isAsked: false });

/** Where calls are searched: among those of every day, or in the filter that is theirs already. */
export function findPlace(place: PlaceOf<'calls'>): PlaceOf<'calls'> {
  const isOwnList = place.filter === 'today' || place.filter === 'missed';
  return isOwnList ? { view: 'calls', filter: 'all', card: null } : place;
}
