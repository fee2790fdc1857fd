import { useEffect, useState } from 'react';
import type { Call, FormChoices, Match } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import css from './CreatePanel.module.css';
import { MatchList } from '../match/MatchList.tsx';
import { BesideContact } from './BesideContact.tsx';
import { useNewDeal } from './newDeal.ts';
import { Panel } from './Panel.tsx';

interface CreatePanelProps {
  readonly call: Call;
  readonly currency: string;
  /** One of the duplicates is who called. */
  readonly onPick: (match: Match) => void;
  readonly onCreated: (call: Call) => void;
  readonly onClose: () => void;
}

/** What the CRM said of others with this number: not asked yet, could not be asked, or who they are. */
type Duplicates = 'asking' | 'unchecked' | readonly Match[];

/** Creates the contact a number lacks, with their company and first deal, in one step. Asks for duplicates first and shows them; main asks again before it writes. */
export function CreatePanel({ call, currency, onPick, onCreated, onClose }: CreatePanelProps) {
  const { t } = useLanguage();
  const [name, setName] = useState('');
  const [company, setCompany] = useState('');
  const [choices, setChoices] = useState<FormChoices | null>(null);
  const deal = useNewDeal(choices?.dictionary.pipelines ?? [], choices?.dealPipelineId ?? null);
  const [duplicates, setDuplicates] = useState<Duplicates>('asking');
  const [ask, failure] = useAsk();

  useEffect(() => {
    ask(window.api.contacts.findDuplicates({ callId: call.id }), ({ checked, matches }) => {
      setDuplicates(checked || matches.length > 0 ? matches : 'unchecked');
    });
  }, [ask, call.id]);

  useEffect(() => {
    ask(window.api.calls.formChoices({ callId: call.id, target: null }), setChoices);
  }, [ask, call.id]);

  const field = useFocusOnOpen<HTMLInputElement>();
  const found = typeof duplicates === 'string' ? [] : duplicates;
  const create = (): void => {
    ask(
      window.api.calls.createContact({
        callId: call.id,
        name: name.trim(),
        evenIfDuplicates: found.length > 0,
        ...(company.trim() === '' ? {} : { company: company.trim() }),
        ...deal.asked(),
      }),
      (answer) => {
        if (answer.outcome === 'duplicates') setDuplicates(answer.matches);
        else onCreated(answer.call);
      },
    );
  };

  return (
    <Panel title={t('create.title')} onClose={onClose}>
      <output className={css['status']}>
        {duplicates === 'asking' && failure === null ? t('create.checking') : null}
        {duplicates === 'unchecked' ? t('create.unchecked') : null}
        {found.length > 0 ? t('create.duplicates', { count: found.length }) : null}
      </output>
      <MatchList label={t('caller.list')} matches={found} currency={currency} onPick={onPick} />
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <Field
          label={t('create.name')}
          value={name}
          maxLength={250}
          required
          ref={field}
          dir="auto"
          onText={setName}
        />
        <BesideContact company={company} onCompany={setCompany} deal={deal} />
        <Button type="submit" look={found.length > 0 ? 'plain' : 'main'} disabled={name.trim() === ''}>
          {found.length > 0 ? t('action.createAnyway') : t('create.submit')}
        </Button>
      </form>
      <FailureLine failure={failure} />
    </Panel>
  );
}
