import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PopEntry } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
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

/** In the place of deals and last words, where nobody is known: what can be done about it, and why. */
export function Nobody({ view, freshness, isEnded, perform, children }: NobodyProps) {
  const { t } = useLanguage();
  if (children !== null || view.kind !== 'unknown') return children;
  return (
    <div className={css['nobody']}>
      {/* The search is below, at one place whoever calls. */}
      <div>
        <Button look={isEnded ? 'plain' : 'main'} keyHint="+" onClick={() => perform({ do: 'create' })}>
          <span className={css['words']}>
            <Icon of={UserPlus} />
            {t('action.createContact')}
          </span>
        </Button>
      </div>
      <p>{t(whyNobody[freshness])}</p>
    </div>
  );
}

const whyNobody = {
  fresh: 'caller.unknownFresh',
  offline: 'caller.unknownOffline',
  asking: 'caller.unknownAsking',
  local: 'caller.unknownAsking',
} as const satisfies Record<PopEntry['caller']['freshness'], string>;
