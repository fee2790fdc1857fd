import { CalendarPlus } from 'lucide-react';
import { Suspense, type Ref } from 'react';
import type { Call, Lead, Match, PopEntry } from '../../preload/contract.ts';
import { LogLine } from '../call/disposition/LogStatus.tsx';
import { ResultPad } from '../call/disposition/DispositionPad.tsx';
import type { ResultChoice } from '../call/disposition/resultChoices.ts';
import type { ResultAsks } from '../call/disposition/useResultAsks.ts';
import { NoteField } from '../call/NoteField.tsx';
import type { CallActions } from '../call/useCallActions.ts';
import type { Note } from '../call/useNote.ts';
import { useLanguage } from '../i18n/language.ts';
import { Icon } from '../ui/Icon.tsx';
import { AskTime, NextStep } from './lateParts.tsx';
import type { PopLayout } from './layout.ts';
import { Meanwhile } from './Meanwhile.tsx';
import css from './Pop.module.css';
import type { PopAction } from './popKeys.ts';
import type { Plan } from './usePlan.ts';

interface ResultZonesProps {
  readonly entry: PopEntry;
  readonly layout: PopLayout;
  readonly match: Match | null;
  readonly choices: readonly Match[];
  /** Whom the pop shows, null when nobody is known; and the deal the call is saved to. */
  readonly target: Pick<Match, 'entity' | 'id'> | null;
  readonly lead: Lead | null;
  readonly leadId: number | null;
  readonly note: Note;
  readonly noteField: Ref<HTMLTextAreaElement>;
  readonly results: readonly ResultChoice[];
  readonly asks: ResultAsks;
  readonly actions: CallActions;
  readonly takesResult: boolean;
  readonly isFormOpen: boolean;
  readonly onPlan: (plan: Plan | null) => void;
  readonly perform: (action: PopAction) => void;
}

/** The note, the results (what was before until the call has ended), and what goes with a result. */
export function ResultZones(props: ResultZonesProps) {
  const { entry, layout, target, lead, leadId, note, noteField, asks, actions, isFormOpen, perform } = props;
  const { call } = entry;
  const { t } = useLanguage();
  const onForm = (): void => perform({ do: 'form' });
  const onSearch = (): void => perform({ do: 'search' });
  const isEnded = call.state === 'ended';
  const asked =
    asks.asking !== null && call.result !== null ? (
      <Suspense fallback={null}>
        <AskTime
          call={call}
          choice={asks.asking}
          target={target}
          leadId={leadId}
          actions={actions}
          onForm={onForm}
          onDone={asks.done}
        />
      </Suspense>
    ) : null;
  const trouble = isTrouble(call) ? (
    <div className={css['trouble']}>
      <LogLine
        call={call}
        onUndo={actions.undo}
        onRetry={actions.retry}
        onCreate={() => perform({ do: 'create' })}
      />
    </div>
  ) : null;
  // What must be seen or answered takes the place of what goes with the result; where that is not, of the results.
  const urgent = trouble ?? asked;
  return (
    <>
      <div className={css['note']} data-zone="note">
        <NoteField ref={noteField} note={note} isWell isClosed={call.log.state === 'logged'} />
      </div>
      {layout.results ? (
        <div className={css['results']} data-zone="results">
          {(layout.next ? null : urgent) ?? (isEnded || !isKnown() ? pad() : meanwhile())}
        </div>
      ) : null}
      {layout.next ? (
        // Kept while the form is open: what was chosen here is where it begins.
        <div className={css['next']} data-zone="next" hidden={isFormOpen}>
          {urgent ?? (target === null ? later() : nextStep(target))}
        </div>
      ) : null}
    </>
  );

  function isKnown(): boolean {
    return props.match !== null || props.choices.length > 0 || target !== null;
  }

  /** Before the end too where nobody is known: it says where the results will be. */
  function pad() {
    return (
      <ResultPad
        call={call}
        choices={props.results}
        onResult={(given) => perform({ do: 'result', ...given })}
        onForm={onForm}
        isFormOpen={isFormOpen}
        onSearch={onSearch}
        onOver={onOver()}
      />
    );
  }

  function meanwhile() {
    return (
      <Meanwhile
        matches={props.match === null ? props.choices : [props.match]}
        freshness={entry.caller.freshness}
        onSearch={onSearch}
        onOver={onOver()}
      />
    );
  }

  /** Where the phone neither tells the end of a talk nor can make it. */
  function onOver(): (() => void) | null {
    const tells = entry.phone?.able.includes('hangUp') === true && call.unheard !== true;
    return call.state === 'talking' && !tells ? () => perform({ do: 'over' }) : null;
  }

  function later() {
    return (
      <p className={css['later']}>
        <Icon of={CalendarPlus} />
        {t('pop.nextNeedsContact')}
      </p>
    );
  }

  function nextStep(of: Pick<Match, 'entity' | 'id'>) {
    return (
      <Suspense fallback={null}>
        <NextStep
          key={`${of.entity}${of.id}`}
          call={call}
          target={of}
          lead={lead}
          onPlan={props.onPlan}
          onForm={onForm}
          isFormOpen={isFormOpen}
          isOver={isEnded && !props.takesResult}
        />
      </Suspense>
    );
  }
}

/** The result is not in the CRM and does not get there by itself. */
const isTrouble = ({ log }: Call): boolean =>
  log.state === 'failed' || (log.state === 'logged' && log.pbx === 'notAdded');
