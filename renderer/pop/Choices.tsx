import type { Match, PopEntry } from '../../preload/contract.ts';
import { MatchList } from '../call/MatchList.tsx';
import { useLanguage } from '../i18n/language.ts';
import css from './Choices.module.css';
import { choiceLetter } from './popKeys.ts';

interface ChoicesProps {
  readonly entry: PopEntry;
  readonly choices: readonly Match[];
  /** Digits are results now, so letters are on the rows. */
  readonly lettered: boolean;
  readonly onPick: (match: Match) => void;
}

/** The ranked matches with the key that chooses each. */
export function Choices({ entry: { call, account }, choices, lettered, onPick }: ChoicesProps) {
  const { t } = useLanguage();
  return (
    <div className={css['choices']}>
      <MatchList
        label={t('caller.list')}
        matches={choices}
        keyOf={(index) => (lettered ? choiceLetter(index) : String(index + 1))}
        chosen={call.chosen}
        currency={account.currency}
        onPick={onPick}
      />
    </div>
  );
}
