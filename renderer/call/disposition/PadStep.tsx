import type { ReactNode } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import css from './DispositionPad.module.css';

interface PadStepProps {
  readonly keyHint: string;
  readonly isOpen?: boolean;
  readonly isOff?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** What can be done beside giving a result: it stands in the pad's last places, at the same place before and after the end of a call. */
export function PadStep({ keyHint, isOpen, isOff = false, onClick, children }: PadStepProps) {
  return (
    <button
      type="button"
      className={css['more']}
      aria-expanded={isOpen}
      aria-keyshortcuts={keyHint}
      disabled={isOff}
      onClick={onClick}
    >
      <Kbd always>{keyHint}</Kbd>
      <span>{children}</span>
    </button>
  );
}

/** Four of the ten softphones made ready never tell that a call has ended (docs/sources/presets.md): the agent says it. */
export function OverStep({ onOver }: { readonly onOver: (() => void) | null }) {
  const { t } = useLanguage();
  return onOver === null ? (
    <span />
  ) : (
    <PadStep keyHint="E" onClick={onOver}>
      {t('pop.over')}
    </PadStep>
  );
}
