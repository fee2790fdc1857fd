import { Phone, X } from 'lucide-react';
import type { Call } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Face } from '../../ui/Face.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './CallDetail.module.css';
import { callerFace, callerWords } from './callWords.ts';
import { useCallers } from './useCallers.ts';

interface CallFactsProps {
  readonly call: Call;
  /** Null where there is no number to call. */
  readonly onDial: (() => void) | null;
  readonly onClose: () => void;
}

/** Who the call was with, and the way to call them again. */
export function CallFacts({ call, onDial, onClose }: CallFactsProps) {
  const { t } = useLanguage();
  const who = useCallers([call])(call);
  const { name, number } = callerWords(t, call);
  const company = who?.company ?? '';
  return (
    <header className={css['head']}>
      <Face of={callerFace(call, who)} size={44} />
      <div className={css['who']}>
        <h2 dir="auto" title={clip(name, 600)}>
          {clip(name)}
        </h2>
        <p>
          {company === '' ? null : <span dir="auto">{clip(company)}</span>}
          {company === '' || number === '' ? null : ' · '}
          {number === '' ? null : <span dir="ltr">{number}</span>}
        </p>
      </div>
      <div className={css['steps']}>
        {onDial === null ? null : (
          <Button look="main" keyHint="C" onClick={onDial}>
            <span className={css['dial']}>
              <Icon of={Phone} />
              {t('call.dial')}
            </span>
          </Button>
        )}
        <IconButton of={X} label={t('action.close')} keyHint="Esc" onClick={onClose} />
      </div>
    </header>
  );
}
