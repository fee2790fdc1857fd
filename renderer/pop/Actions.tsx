import { useLanguage } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import css from './Actions.module.css';
import type { CallerView } from './popCaller.ts';
import type { PopAction } from './popKeys.ts';

interface ActionsProps {
  readonly view: CallerView;
  readonly perform: (action: PopAction) => void;
}

/** Search, create, open: each has a place of its own, so that none turns into another under the cursor. */
export function Actions({ view, perform }: ActionsProps) {
  const { t } = useLanguage();
  return (
    <div className={css['actions']}>
      <div>
        <Button keyHint="/" onClick={() => perform({ do: 'search' })}>
          {t('action.search')}
        </Button>
      </div>
      <div>
        {view.kind === 'unknown' ? (
          <Button keyHint="+" onClick={() => perform({ do: 'create' })}>
            {t('action.createContact')}
          </Button>
        ) : null}
      </div>
      <div>
        {view.kind === 'known' || view.kind === 'possible' ? (
          <Button keyHint="O" onClick={() => perform({ do: 'open' })}>
            {t('action.openInCrm')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
