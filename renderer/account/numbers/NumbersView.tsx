import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { CallCounts, CallNumbers, Settings } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { useAsk } from '../../state/ask.ts';
import type { Store } from '../../state/store.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { ViewProps } from '../viewProps.ts';
import { BarPlot } from './BarPlot.tsx';
import { CallBackFigures } from './CallBackFigures.tsx';
import { DaysFigures } from './DaysFigures.tsx';
import { DayTarget } from './DayTarget.tsx';
import css from './Numbers.module.css';
import { plotsOf } from './plots.ts';
import { ResultBars } from './ResultBars.tsx';
import { beside, spanAt } from './span.ts';
import { spanName } from './spanName.ts';

interface NumbersViewProps extends ViewProps<'numbers'> {
  /** Its changes tell that the numbers of today are others. */
  readonly counts: Store<CallCounts | null>;
  readonly settings: Settings | null;
}

/** What a day, a week or a month brought: how much, when, with which results, and how long callers waited. */
export function NumbersView({ place, counts, settings }: NumbersViewProps) {
  const { t, locale, format } = useLanguage();
  const now = useNow(MINUTE);
  const [picked, setPicked] = useState<number | null>(null);
  const [numbers, setNumbers] = useState<CallNumbers | null>(null);
  const [savedTo, setSavedTo] = useState<string | null>(null);
  const [ask, failure] = useAsk();
  const kind = place.filter;
  const span = spanAt(kind, picked ?? now, locale);
  const current = spanAt(kind, now, locale);
  const { from, to } = span.days;
  useEffect(() => {
    let isWanted = true;
    const read = (): void =>
      ask(window.api.numbers.get({ from, to }), (value) => {
        if (isWanted) setNumbers(value);
      });
    read();
    const stop = counts.subscribe(read);
    return () => {
      isWanted = false;
      stop();
    };
  }, [ask, from, to, counts]);
  const plots = useMemo(
    () => (numbers === null ? null : plotsOf(numbers, { t, format, locale })),
    [numbers, t, format, locale],
  );
  const go = (way: 1 | -1): void => {
    setSavedTo(null);
    setPicked(beside(kind, span, way));
  };
  return (
    <div className={css['view']} data-main-list="" tabIndex={-1}>
      <header className={css['head']}>
        <IconButton of={ChevronLeft} label={t(`numbers.before.${kind}`)} onClick={() => go(-1)} />
        <h2>{spanName(kind, span, locale)}</h2>
        <IconButton
          of={ChevronRight}
          label={t(`numbers.after.${kind}`)}
          disabled={span.from >= current.from}
          onClick={() => go(1)}
        />
        <span className={css['gap']} />
        <Button
          look="quiet"
          icon={Download}
          onClick={() =>
            ask(window.api.numbers.save({ from, to }), (saved) =>
              setSavedTo(saved.outcome === 'saved' ? saved.path : null),
            )
          }
        >
          {t('numbers.save')}
        </Button>
      </header>
      <output className={css['saved']}>
        {savedTo === null ? null : (
          <>
            {t('numbers.saved')} <code dir="ltr">{savedTo}</code>
          </>
        )}
      </output>
      <FailureLine failure={failure} />
      {numbers === null || plots === null ? (
        <output className={css['quiet']}>{t('app.loading')}</output>
      ) : (
        <>
          <DaysFigures numbers={numbers} />
          <DayTarget numbers={numbers} target={settings?.values.dayTarget ?? 0} now={now} />
          {numbers.days.every(({ calls }) => calls === 0) ? (
            <p className={css['quiet']}>{t('numbers.none')}</p>
          ) : (
            <div className={css['plots']}>
              {plots.byDay === null ? null : <BarPlot label={t('numbers.byDay')} {...plots.byDay} />}
              <BarPlot label={t('numbers.byHour')} {...plots.byHour} />
              <ResultBars numbers={numbers} />
              <CallBackFigures callBacks={numbers.callBacks} />
            </div>
          )}
        </>
      )}
    </div>
  );
}
