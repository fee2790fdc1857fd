import { useEffect, useState } from 'react';
import type { Account, SearchHit } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { accountsStore } from '../../state/accountsStore.ts';
import { useStore } from '../../state/useStore.ts';
import { waitingOf, type WaitingCaller } from '../calls/missedFold.ts';
import { useMissedLines } from '../calls/useMissedLines.ts';
import { commandLabels, commandNames, fitsWords, type CommandName } from './commands.ts';
import { useSearch, type CrmSearch } from './useSearch.ts';

/** One line of the palette. */
export type PaletteLine =
  | { readonly kind: 'hit'; readonly hit: SearchHit }
  | { readonly kind: 'callBack'; readonly caller: WaitingCaller }
  | { readonly kind: 'command'; readonly name: CommandName; readonly words: string }
  | { readonly kind: 'account'; readonly account: Account; readonly words: string };

/** Lines under a heading. */
export interface PaletteGroup {
  readonly name: 'callBack' | 'people' | 'recent' | 'deals' | 'do';
  readonly lines: readonly PaletteLine[];
}

interface Palette {
  readonly groups: readonly PaletteGroup[];
  readonly hits: readonly SearchHit[];
  readonly crm: CrmSearch;
}

/** Callers who wait, over everything else: two keys call the latest back. */
const MOST_MISSED = 3;

/** What the palette shows for a text: people and deals found, and what can be done; without a text who waits for a call back, and whom calls were with lately. */
export function usePalette(text: string, account: Account): Palette {
  const { t } = useLanguage();
  const { hits, crm } = useSearch(text);
  const accounts = useStore(accountsStore()) ?? [];
  const [recent, setRecent] = useState<readonly SearchHit[]>([]);
  useEffect(() => {
    let isGone = false;
    void window.api.search.recent().then((answer) => {
      if (!isGone && answer.ok) setRecent(answer.value.hits);
    });
    return () => {
      isGone = true;
    };
  }, []);
  const isEmpty = text.trim() === '';
  const [missed] = useMissedLines({ isWatched: false });
  const waiting = waitingOf(isEmpty ? (missed ?? []) : []).slice(0, MOST_MISSED);
  const lineOf = (hit: SearchHit): PaletteLine => ({ kind: 'hit', hit });
  const commands = commandNames.map((name): PaletteLine => ({
    kind: 'command',
    name,
    words: t(commandLabels[name]),
  }));
  const others = accounts
    .filter(({ key }) => key !== account.key)
    .map((each): PaletteLine => ({
      kind: 'account',
      account: each,
      words: t('search.do.switch', { name: each.name }),
    }));
  const can = [...commands, ...others].filter(
    (line) => (line.kind === 'command' || line.kind === 'account') && fitsWords(line.words, text),
  );
  const groups: readonly PaletteGroup[] = [
    { name: 'callBack', lines: waiting.map((caller) => ({ kind: 'callBack', caller })) },
    isEmpty
      ? { name: 'recent', lines: recent.map(lineOf) }
      : { name: 'people', lines: hits.filter(({ entity }) => entity !== 'lead').map(lineOf) },
    { name: 'deals', lines: hits.filter(({ entity }) => entity === 'lead').map(lineOf) },
    { name: 'do', lines: can },
  ];
  return { groups: groups.filter(({ lines }) => lines.length > 0), hits, crm };
}
