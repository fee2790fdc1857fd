import { useEffect, useRef, useState } from 'react';
import type { Call, Match } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { mayBeAdded } from '../match/isTheirs.ts';
import { MatchList } from '../match/MatchList.tsx';
import { AddNumber } from './AddNumber.tsx';
import { Panel } from './Panel.tsx';

interface SearchPanelProps {
  readonly call: Pick<Call, 'id' | 'number'>;
  /** What is looked for at first: the number, to see who has it. */
  readonly firstText: string;
  readonly currency: string;
  readonly onPick: (match: Match) => void;
  readonly onClose: () => void;
}

const TYPING_PAUSE_MS = 150;

/** Searches contacts and companies while the agent types; of whoever is chosen it asks whether the number is theirs. */
export function SearchPanel({ call, firstText, currency, onPick, onClose }: SearchPanelProps) {
  const { t } = useLanguage();
  const { id: callId } = call;
  const [text, setText] = useState(firstText);
  /** Chosen, and not asked yet whether the number is theirs. */
  const [chosen, setChosen] = useState<Match | null>(null);
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
  const pick = (match: Match): void => {
    if (mayBeAdded(call.number, match)) setChosen(match);
    else onPick(match);
  };
  if (chosen !== null) {
    return (
      <Panel title={t('thisIs.title')} onClose={onClose}>
        <AddNumber call={call} match={chosen} onSaid={() => onPick(chosen)} />
      </Panel>
    );
  }
  return (
    <Panel title={t('search.title')} onClose={onClose}>
      <Field label={t('search.label')} value={text} maxLength={200} ref={field} dir="auto" onText={setText} />
      <output className={shown?.length ? 'visuallyHidden' : undefined}>
        {shown === null ? '' : t('search.found', { count: shown.length })}
      </output>
      <MatchList label={t('search.title')} matches={shown ?? []} currency={currency} onPick={pick} />
      <FailureLine failure={failure} />
    </Panel>
  );
}
