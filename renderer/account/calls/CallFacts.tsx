import { Phone, X } from 'lucide-react';
import type { useDial } from '../../call/useDial.ts';
import type { Call } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Face } from '../../ui/Face.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './CallDetail.module.css';
import { callerFace, callerWords } from './callWords.ts';
import type { KnownCaller } from './useCallers.ts';

interface CallFactsProps {
  readonly call: Call;
  /** Whose number it certainly is; null for nobody's. */
  readonly owner: KnownCaller | null;
  readonly dialling: Pick<ReturnType<typeof useDial>, 'result' | 'failure'>;
  /** Null where there is no number to call. */
  readonly onDial: (() => void) | null;
  readonly onClose: () => void;
}

/** Who the call was with, and the way to call them again. */
export function CallFacts({ call, owner, dialling, onDial, onClose }: CallFactsProps) {
  const { t } = useLanguage();
  const { name, number } = callerWords(t, call);
  const company = owner?.company ?? '';
  return (
    <header className={css['head']}>
      <Face of={callerFace(call, owner)} size={48} />
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
          <Button look="main" size="large" icon={Phone} keyHint="C" onClick={onDial}>
            {t('call.dial')}
          </Button>
        )}
        <IconButton of={X} label={t('action.close')} keyHint="Esc" onClick={onClose} />
      </div>
      <div className={css['said']}>
        <output>{dialling.result === null ? '' : t(`card.dial.${dialling.result}`)}</output>
        <FailureLine failure={dialling.failure} />
      </div>
    </header>
  );
}
