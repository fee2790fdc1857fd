import { useEffect, useState } from 'react';
import type { SearchHit } from '../../../preload/contract.ts';
import { joinHits } from './joinHits.ts';

/** How the CRM's own search is doing: not asked for so short a text, under way, joined in, or out of reach. */
export type CrmSearch = 'short' | 'asking' | 'joined' | 'offline';

interface Search {
  readonly hits: readonly SearchHit[];
  readonly crm: CrmSearch;
}

/** The copy is asked at each letter, the CRM when the typing rests. */
const CRM_PAUSE_MS = 450;
/** The CRM's search wants three letters or digits to be of use. */
const FEWEST = 3;

const nothing: Search = { hits: [], crm: 'short' };

/** What is found for a text, joined from the copy and the CRM as each answers. */
export function useSearch(text: string): Search {
  const [search, setSearch] = useState(nothing);
  const wanted = text.trim();
  useEffect(() => {
    let isGone = false;
    const mayAsk = wanted.length >= FEWEST;
    if (wanted === '') return undefined;
    let copied: readonly SearchHit[] | null = null;
    let asked: readonly SearchHit[] = [];
    let crm: CrmSearch = mayAsk ? 'asking' : 'short';
    const show = (): void => {
      if (!isGone && copied !== null) setSearch({ hits: joinHits(copied, asked), crm });
    };
    void window.api.search.find({ text: wanted, where: 'copy' }).then((answer) => {
      copied = answer.ok ? answer.value.hits : [];
      show();
    });
    const timer = setTimeout(() => {
      if (!mayAsk) return;
      void window.api.search.find({ text: wanted, where: 'crm' }).then((answer) => {
        asked = answer.ok ? answer.value.hits : [];
        crm = answer.ok && answer.value.failure === null ? 'joined' : 'offline';
        show();
      });
    }, CRM_PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  return wanted === '' ? nothing : search;
}
