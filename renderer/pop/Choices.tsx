import type { Match, PopEntry } from '../../preload/contract.ts';
import { MatchList } from '../call/match/MatchList.tsx';
import { useLanguage } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import css from './Choices.module.css';
import type { Density } from '../state/density.ts';
import { isCompact, peopleHeight } from './layout.ts';
import { isChosen } from './popCaller.ts';
import { choiceLetter } from './popKeys.ts';

interface ChoicesProps {
  readonly entry: PopEntry;
  readonly choices: readonly Match[];
  /** How many there were at first sight: the room they have for good. 0: the room of the details. */
  readonly room: number;
  readonly density: Density;
  /** Digits are results now, so letters are on the rows. */
  readonly lettered: boolean;
  readonly onPick: (match: Match) => void;
}

/** The ranked matches with the key that chooses each. */
export function Choices({
  entry: { call, account },
  choices,
  room,
  density,
  lettered,
  onPick,
}: ChoicesProps) {
  const { t } = useLanguage();
  const keyOf = (index: number): string => (lettered ? choiceLetter(index) : String(index + 1));
  const only = choices.length === 1 ? choices[0] : undefined;
  return (
    <div
      className={css['choices']}
      data-only={only !== undefined}
      data-zone="people"
      style={{ height: peopleHeight(room, density) }}
    >
      {only ? (
        <>
          <p className={css['why']}>{t('caller.possibleWhy')}</p>
          <Button
            look={lettered ? 'plain' : 'main'}
            keyHint={keyOf(0)}
            disabled={isChosen(call, only)}
            onClick={() => onPick(only)}
          >
            {t('action.confirmMatch')}
          </Button>
        </>
      ) : (
        <MatchList
          label={t('caller.list')}
          matches={choices}
          keyOf={keyOf}
          compact={isCompact(room, density)}
          chosen={call.chosen}
          currency={account.currency}
          onPick={onPick}
        />
      )}
    </div>
  );
}
