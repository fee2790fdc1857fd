import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Call, PopSnapshot } from '../../preload/contract.ts';
import { takesResult } from '../call/disposition/likelyDisposition.ts';
import { resultChoices, resultName, type ResultChoice } from '../call/disposition/resultChoices.ts';
import { useCallActions } from '../call/useCallActions.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { outcomesStore } from '../state/outcomesStore.ts';
import { useStore } from '../state/useStore.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './OwedResult.module.css';

interface OwedResultProps {
  readonly snapshot: PopSnapshot;
  /** The call that is shown; it has a pad of its own. */
  readonly shown: string;
}

/**
 * The result of the call before, on top of the next one: decided at first sight of that, so that nothing moves when it is given. Keys
 * are the shown call's, so it is pressed; or the pop goes back to that call.
 */
export function OwedResult({ snapshot, shown }: OwedResultProps) {
  const [first] = useState(() => snapshot.owed?.find(({ id }) => id !== shown) ?? null);
  if (first === null) return null;
  const more = (snapshot.owed ?? []).filter(({ id }) => id !== shown && id !== first.id).length;
  const isOwed = snapshot.owed?.some(({ id }) => id === first.id) ?? false;
  return <Strip key={first.id} owed={first} isOwed={isOwed} more={more} />;
}

/** As many as a line has room for; the others are on the call's own pop. */
const MOST = 7;

interface StripProps {
  readonly owed: Call;
  /** Not once it has its result, given here or elsewhere. */
  readonly isOwed: boolean;
  readonly more: number;
}

function Strip({ owed, isOwed, more }: StripProps) {
  const { t } = useLanguage();
  const [call, setCall] = useState(owed);
  const actions = useCallActions(owed.id, setCall);
  const choices = resultChoices(useStore(outcomesStore()), call, null);
  const who = clip(call.chosen?.name ?? call.callerName ?? call.number.display, 60) || t('call.withheld');
  const name = (choice: ResultChoice): string => choice.of?.label ?? t(`result.${choice.given.result}`);
  return (
    <fieldset className={css['owed']} data-zone="owed">
      <legend className="visuallyHidden">{t('wrapUp.owed')}</legend>
      <button
        type="button"
        className={css['who']}
        title={more === 0 ? who : `${who} · ${t('wrapUp.more', { count: more })}`}
        onClick={() => void window.api.pop.show({ callId: call.id })}
      >
        <span dir="auto">{who}</span>
        {more === 0 ? null : <b>+{more}</b>}
      </button>
      {isOwed ? (
        choices.slice(0, MOST).map((choice) => (
          <button
            key={choice.given.outcome ?? choice.given.result}
            type="button"
            className={css['result']}
            title={name(choice)}
            disabled={!takesResult(call)}
            onClick={() => actions.log(choice.given)}
          >
            <span aria-hidden="true">{choice.key?.toUpperCase() ?? clip(name(choice), 1)}</span>
            <span className="visuallyHidden">{name(choice)}</span>
          </button>
        ))
      ) : (
        <output className={css['saved']}>
          <Icon of={Check} size={14} />
          {call.result === null
            ? t('wrapUp.given')
            : t('wrapUp.saved', { result: clip(resultName(t, call), 40) })}
        </output>
      )}
    </fieldset>
  );
}
