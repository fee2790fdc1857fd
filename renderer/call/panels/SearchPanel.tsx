import { useEffect, useRef, useState } from 'react';
import type { Match } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { MatchList } from '../match/MatchList.tsx';
import { Panel } from './Panel.tsx';

interface SearchPanelProps {
  readonly callId: string;
  /** What is looked for at first: the number, to see who has it. */
  readonly firstText: string;
  readonly currency: string;
  readonly onPick: (match: Match) => void;
  readonly onClose: () => void;
}

const TYPING_PAUSE_MS = 150;

/** Searches contacts and companies while the agent types. */
export function SearchPanel({ callId, firstText, currency, onPick, onClose }: SearchPanelProps) {
  const { t } = useLanguage();
  const [text, setText] = useState(firstText);
  const [found, setFound] = useState<readonly Match[] | null>(null);
  const [ask, failure] = useAsk();
  const newest = useRef(0);

  useEffect(() => {
    const mine = ++newest.current;
    if (text.trim() === '') return undefined;
    const timer = setTimeout(() => {
      ask(window.api.contacts.search({ callId, text }), (matches) => {
        // An answer to what was typed before the last letter is of no use any more.
        if (newest.current === mine) setFound(matches);
      });
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [ask, callId, text]);

  const shown = text.trim() === '' ? null : found;
  const field = useFocusOnOpen<HTMLInputElement>();
  return (
    <Panel title={t('search.title')} onClose={onClose}>
      <Field label={t('search.label')} value={text} maxLength={200} ref={field} dir="auto" onText={setText} />
      <output className={shown?.length ? 'visuallyHidden' : undefined}>
        {shown === null ? '' : t('search.found', { count: shown.length })}
      </output>
      <MatchList label={t('search.title')} matches={shown ?? []} currency={currency} onPick={onPick} />
      <FailureLine failure={failure} />
    </Panel>
  );
}
