import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Dictionary } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import type { LeadFilter } from './leadFilter.ts';
import css from './LeadFilterBar.module.css';

interface LeadFilterBarProps {
  readonly dictionary: Dictionary;
  readonly filter: LeadFilter;
  /** The pipeline the board shows. */
  readonly pipeline: Dictionary['pipelines'][number] | null;
  readonly onChange: (changes: Partial<LeadFilter>) => void;
  readonly onCreate: () => void;
}

const looks = ['board', 'list'] as const;
const states = ['open', 'closed', 'all'] as const;
/** Letters are waited for this long before the list is read again. */
const TYPING_PAUSE_MS = 150;
const ALL = '';

/** Which deals are shown, and how; whose they are is chosen at the left. */
export function LeadFilterBar({ dictionary, filter, pipeline, onChange, onCreate }: LeadFilterBarProps) {
  const { t } = useLanguage();
  const isList = filter.look === 'list';
  const listed = dictionary.pipelines.find(({ id }) => id === filter.pipelineId) ?? null;
  const pipelines = dictionary.pipelines.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) }));
  return (
    <search className={css['bar']} aria-label={t('deals.filter')}>
      <Segmented
        label={t('deals.look')}
        segments={looks.map((value) => ({ value, label: t(`deals.look.${value}`) }))}
        value={filter.look}
        onPick={(look) => onChange({ look })}
      />
      <Select
        label={t('deals.pipeline')}
        value={String((isList ? listed?.id : pipeline?.id) ?? ALL)}
        options={isList ? [{ value: ALL, text: t('deals.allPipelines') }, ...pipelines] : pipelines}
        onPick={(id) => onChange({ pipelineId: id === ALL ? null : Number(id) })}
      />
      {isList && listed !== null ? (
        <Select
          label={t('deals.stage')}
          value={String(filter.statusId ?? ALL)}
          options={[
            { value: ALL, text: t('deals.allStages') },
            ...listed.statuses.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) })),
          ]}
          onPick={(id) => onChange({ statusId: id === ALL ? null : Number(id) })}
        />
      ) : null}
      {isList ? (
        <Select
          label={t('deals.state')}
          value={filter.state}
          options={states.map((state) => ({ value: state, text: t(`deals.state.${state}`) }))}
          onPick={(state) => onChange({ state })}
        />
      ) : null}
      <DealSearch text={filter.text} onText={(text) => onChange({ text })} />
      <Button look="main" icon={Plus} keyHint="N" onClick={onCreate}>
        {t('deals.new')}
      </Button>
    </search>
  );
}

/** What is typed goes to the filter a moment after the last letter. */
function DealSearch({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return () => undefined;
    const timer = setTimeout(() => onText(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);
  return (
    <div>
      <SearchField
        label={t('deals.search')}
        clearLabel={t('contacts.filterClear')}
        text={typed}
        onText={setTyped}
      />
    </div>
  );
}
