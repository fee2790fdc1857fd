import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PopEntry } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Translate } from '../../i18n/translate.ts';
import { assertNever } from '../state/assertNever.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './Nobody.module.css';
import type { CallerView } from './popCaller.ts';
import type { PopAction } from './popKeys.ts';

interface NobodyProps {
  readonly view: CallerView;
  readonly freshness: PopEntry['caller']['freshness'];
  /** The call has ended: the likely result is the primary then. */
  readonly isEnded: boolean;
  readonly perform: (action: PopAction) => void;
  /** Who the CRM found after the pop was shown, null for nobody: they take this room. */
  readonly children: ReactNode;
}

/** In the place of deals and last words, where nobody is known: why, and what can be done about it. */
export function Nobody({ view, freshness, isEnded, perform, children }: NobodyProps) {
  const { t } = useLanguage();
  if (children !== null) return children;
  return (
    <div className={css['nobody']}>
      <p>{sentence(t, view, freshness)}</p>
      {/* The search is below, at one place whoever calls. */}
      {view.kind === 'unknown' ? (
        <div className={css['steps']}>
          <Button look={isEnded ? 'plain' : 'main'} keyHint="+" onClick={() => perform({ do: 'create' })}>
            <span className={css['words']}>
              <Icon of={UserPlus} />
              {t('action.createContact')}
            </span>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function sentence(t: Translate, view: CallerView, freshness: PopEntry['caller']['freshness']): string {
  switch (view.kind) {
    case 'anonymous':
      return t('caller.anonymous');
    case 'internal':
      return t('caller.internalWhy');
    case 'featureCode':
      return t('caller.featureCodeWhy');
    case 'unknown':
      if (freshness === 'fresh') return t('caller.unknownFresh');
      return t(freshness === 'offline' ? 'caller.unknownOffline' : 'caller.unknownAsking');
    case 'several':
      return t('caller.severalDetails');
    case 'known':
    case 'possible':
      return '';
    default:
      return assertNever(view);
  }
}
