import type { PopEntry } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import css from './RoutingLine.module.css';

interface RoutingLineProps {
  readonly entry: PopEntry;
  /** Null when the call cannot be moved any more. */
  readonly onMove: (() => void) | null;
}

/** Why the call is in this account, where that is not certain, and the step that moves it. */
export function RoutingLine({ entry, onMove }: RoutingLineProps) {
  const { t } = useLanguage();
  const words = useWords(entry);
  if (words === null) return null;
  return (
    <div className={css['routing']}>
      <p>{words}</p>
      {onMove === null ? null : (
        <Button look="quiet" keyHint="M" onClick={onMove}>
          {t('action.move')}
        </Button>
      )}
    </div>
  );
}

function useWords({ call, account, routing }: PopEntry): string | null {
  const { t } = useLanguage();
  if (routing === undefined || routing.by === 'onlyAccount' || routing.by === 'line') return null;
  if (routing.by === 'agent') return t('routing.moved');
  const line = call.line === null ? 'none' : 'named';
  if (routing.by === 'nobody') return t('routing.nobody', { line });
  const others = routing.others.filter(({ knows }) => knows).map(({ name }) => clip(name, 30));
  const name = clip(account.name, 30);
  return others.length === 0
    ? t('routing.known', { line, name })
    : t('routing.severalKnow', { line, name, others: others.join(', ') });
}
