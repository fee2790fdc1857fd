import type { Caller, Match } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import { Earlier } from './Earlier.tsx';
import css from './Meanwhile.module.css';

interface MeanwhileProps {
  readonly match: Match | null;
  readonly freshness: Caller['freshness'];
  readonly onSearch: () => void;
  /** Says that a talk has ended, null while nobody talks. */
  readonly onOver: (() => void) | null;
}

/** In the place of the results until the call has ended: what was before, and what can be done meanwhile. */
export function Meanwhile({ match, freshness, onSearch, onOver }: MeanwhileProps) {
  const { t } = useLanguage();
  return (
    <div className={css['meanwhile']}>
      <Earlier match={match} freshness={freshness} />
      <div className={css['steps']}>
        <Button look="quiet" keyHint="/" onClick={onSearch}>
          {t('action.search')}
        </Button>
        {/* Four of the ten softphones made ready never tell that a call has ended (docs/sources/presets.md). */}
        {onOver === null ? null : (
          <Button look="quiet" keyHint="E" onClick={onOver}>
            {t('pop.over')}
          </Button>
        )}
      </div>
    </div>
  );
}
