import { useEffect, useState } from 'react';
import { Check, ChevronRight } from 'lucide-react';
import type { Call } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { stageColour } from '../../ui/givenColours.ts';
import { Icon } from '../../ui/Icon.tsx';
import { isChord, isTyped } from '../../ui/keyboard.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { OverStep, PadStep } from './PadStep.tsx';
import { takesResult } from './likelyDisposition.ts';
import { choiceGiven, likelyChoice, pagesOf, type GivenResult, type ResultChoice } from './resultChoices.ts';
import css from './DispositionPad.module.css';

interface ResultPadProps {
  readonly call: Call;
  readonly choices: readonly ResultChoice[];
  readonly onResult: (given: GivenResult) => void;
  /** Opens or closes what can go with a result. */
  readonly onForm: () => void;
  readonly isFormOpen: boolean;
  /** Looks for somebody else; the pop's nine places have one for it. */
  readonly onSearch?: () => void;
  /** Says that a talk has ended, null while nobody talks. */
  readonly onOver?: (() => void) | null;
}

/**
 * The results with their keys. The likely one stands out; none is chosen beforehand. More than seven stand on pages, and keep their
 * keys on each. In the last place: the form for what goes with a result. Before the end of a call it says where they will be.
 */
export function ResultPad({
  call,
  choices,
  onResult,
  onForm,
  isFormOpen,
  onSearch,
  onOver = null,
}: ResultPadProps) {
  const { t } = useLanguage();
  const given = choiceGiven(choices, call);
  const likely = call.result === null && call.state === 'ended' ? likelyChoice(choices, call) : null;
  const pages = pagesOf(choices);
  const [turned, setTurned] = useState<number | null>(null);
  // Where what is given or fits stands, until the agent turns the page.
  const first = pages.findIndex((page) => page.some((choice) => choice === (given ?? likely)));
  const at = Math.min(turned ?? Math.max(first, 0), pages.length - 1);
  const turn = (): void => setTurned((at + 1) % pages.length);
  usePageKey(pages.length > 1, turn);
  return (
    <fieldset
      className={css['pad']}
      data-nine={onSearch !== undefined}
      data-given={call.result !== null}
      data-kept={call.log.state === 'waiting' || call.log.state === 'failed'}
    >
      <legend className="visuallyHidden">{t('result.title')}</legend>
      {(pages[at] ?? []).map((choice) => (
        <Choice
          key={choice.given.outcome ?? choice.given.result}
          choice={choice}
          isShort={onSearch !== undefined}
          isGiven={choice === given}
          isLikely={choice === likely}
          isOff={!takesResult(call)}
          onPick={() => onResult(choice.given)}
        />
      ))}
      {pages.length < 2 ? null : (
        <button type="button" className={css['more']} aria-keyshortcuts="." onClick={turn}>
          <Kbd always>.</Kbd>
          <span dir="auto">
            {clip(pages[at]?.[0]?.of?.group ?? '', 40)}{' '}
            {t('outcome.page', { page: at + 1, of: pages.length })}
          </span>
          <Icon of={ChevronRight} size={12} />
        </button>
      )}
      {call.state === 'ended' ? (
        <PadStep keyHint="F" isOpen={isFormOpen} isOff={!takesResult(call)} onClick={onForm}>
          {t('form.open')}
        </PadStep>
      ) : (
        <OverStep onOver={onOver} />
      )}
      {onSearch === undefined ? null : (
        <PadStep keyHint="/" onClick={onSearch}>
          {t('action.search')}
        </PadStep>
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly choice: ResultChoice;
  /** Short words stand on the pop's pad; the name is the CRM's own. */
  readonly isShort: boolean;
  readonly isGiven: boolean;
  readonly isLikely: boolean;
  readonly isOff: boolean;
  readonly onPick: () => void;
}

function Choice({ choice, isShort, isGiven, isLikely, isOff, onPick }: ChoiceProps) {
  const { t } = useLanguage();
  const { of, key, given } = choice;
  const name = of?.label ?? t(`result.${given.result}`);
  const cap = key?.toUpperCase() ?? null;
  return (
    <button
      type="button"
      className={css['result']}
      data-likely={isLikely}
      aria-pressed={isGiven}
      title={name}
      {...(cap === null ? {} : { 'aria-keyshortcuts': cap })}
      disabled={isOff}
      onClick={onPick}
    >
      {isGiven ? <Icon of={Check} size={14} /> : cap === null ? null : <Kbd always>{cap}</Kbd>}
      {of?.colour ? <i className={css['dot']} {...stageColour(of.colour)} /> : null}
      {of === null ? (
        <>
          <span aria-hidden="true">
            {t(isShort ? `result.short.${given.result}` : `result.${given.result}`)}
          </span>
          <span className="visuallyHidden">{name}</span>
        </>
      ) : (
        <span dir="auto">{clip(name, 60)}</span>
      )}
      {isLikely ? <span className="visuallyHidden">{t('result.likely')}</span> : null}
    </button>
  );
}

/** The point, beside the digits on every keyboard, turns the page. */
function usePageKey(isOn: boolean, turn: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent): void => {
      const isPoint = event.key === '.' || event.code === 'NumpadDecimal';
      if (!isPoint || event.defaultPrevented || event.isComposing || isChord(event) || isTyped(event)) return;
      event.preventDefault();
      turn();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}
