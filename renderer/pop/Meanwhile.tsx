import type { Caller, Match } from '../../preload/contract.ts';
import { OverStep, PadStep } from '../call/disposition/PadStep.tsx';
import { useLanguage } from '../i18n/language.ts';
import { Earlier } from './Earlier.tsx';
import css from './Meanwhile.module.css';

interface MeanwhileProps {
  /** Whom the pop shows, or all it may be. */
  readonly matches: readonly Match[];
  readonly freshness: Caller['freshness'];
  readonly onSearch: () => void;
  /** Says that a talk has ended, null while nobody talks. */
  readonly onOver: (() => void) | null;
}

/** In the place of the results until the call has ended: what was before, and below it, where it will be on the pad, what can be done. */
export function Meanwhile({ matches, freshness, onSearch, onOver }: MeanwhileProps) {
  const { t } = useLanguage();
  return (
    <div className={css['meanwhile']}>
      <Earlier matches={matches} freshness={freshness} />
      <div className={css['steps']}>
        <OverStep onOver={onOver} />
        <PadStep keyHint="/" onClick={onSearch}>
          {t('action.search')}
        </PadStep>
      </div>
    </div>
  );
}
