import { useState } from 'react';
import type { Call, LeadRow, Match } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { choiceGiven, type ResultChoice } from '../disposition/resultChoices.ts';
import { Panel } from '../panels/Panel.tsx';
import { SearchPanel } from '../panels/SearchPanel.tsx';
import css from './AfterCallForm.module.css';
import type { FormTarget } from './formDraft.ts';

interface AmendCallProps {
  readonly call: Call;
  readonly choices: readonly ResultChoice[];
  /** Whom the call is with, null when nobody is known; with their deals, and which the call is on. */
  readonly who: FormTarget | null;
  readonly leads: readonly Pick<LeadRow, 'id' | 'name'>[];
  readonly leadId: number | null;
  readonly currency: string;
  readonly onDone: () => void;
}

/** A call that is in the CRM, put right: what came of it, what was said, and whose it was. */
export function AmendCall({ call, choices, who, leads, leadId, currency, onDone }: AmendCallProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [choice, setChoice] = useState(() => choiceGiven(choices, call) ?? choices[0] ?? null);
  const [note, setNote] = useState(call.note);
  const [deal, setDeal] = useState<number | null | undefined>(undefined);
  const [other, setOther] = useState<Match | null>(null);
  const [isSearching, setSearching] = useState(false);
  const deals = other === null ? leads : other.leads;
  const shownDeal = deal === undefined ? (other === null ? leadId : null) : deal;
  const person = other === null ? who : { entity: other.entity, id: other.id };
  const nameOf = (one: ResultChoice): string => one.of?.label ?? t(`result.${one.given.result}`);

  if (isSearching)
    return (
      <SearchPanel
        call={call}
        firstText=""
        currency={currency}
        onPick={(match) => {
          setOther(match);
          setDeal(undefined);
          setSearching(false);
        }}
        onClose={() => setSearching(false)}
      />
    );
  const save = (): void => {
    if (choice === null) return;
    const isMoved = other !== null || deal !== undefined;
    ask(
      window.api.calls.amend({
        callId: call.id,
        ...choice.given,
        note,
        ...(isMoved && person !== null
          ? { target: { entity: person.entity, entityId: person.id, leadId: shownDeal } }
          : {}),
      }),
      onDone,
    );
  };
  return (
    <Panel title={t('amend.title')} escapeLeavesField onClose={onDone}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Select
          label={t('result.title')}
          value={String(choices.findIndex((one) => one === choice))}
          options={choices.map((one, index) => ({ value: String(index), text: clip(nameOf(one), 60) }))}
          onPick={(index) => setChoice(choices[Number(index)] ?? null)}
        />
        <TextArea label={t('note.label')} value={note} maxLength={10_000} onText={setNote} />
        <div className={css['pair']}>
          {deals.length === 0 ? null : (
            <Select
              label={t('form.leadOf')}
              value={String(shownDeal ?? '')}
              options={[
                { value: '', text: t('form.noLead') },
                ...deals.map(({ id, name }) => ({ value: String(id), text: clip(name, 80) })),
              ]}
              onPick={(id) => setDeal(id === '' ? null : Number(id))}
            />
          )}
          <Button onClick={() => setSearching(true)}>
            {other === null ? t('amend.other') : clip(other.name, 40)}
          </Button>
        </div>
        <footer className={css['foot']}>
          <span>{t('amend.how')}</span>
          <Button type="submit" look="main">
            {t('amend.save')}
          </Button>
        </footer>
      </form>
      <FailureLine failure={failure} />
    </Panel>
  );
}
