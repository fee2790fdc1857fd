import { useEffect, useState } from 'react';
import type { Dictionary } from '../../../preload/contract.ts';

const empty: Dictionary = { pipelines: [], users: [], taskTypes: [], lossReasons: [] };

/** The account's own words; empty until they are here. */
export function useDictionary(): Dictionary {
  const [dictionary, setDictionary] = useState(empty);
  useEffect(() => {
    let isGone = false;
    void window.api.dictionary.get().then((answer) => {
      if (answer.ok && !isGone) setDictionary(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return dictionary;
}
