import { useId, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { isTextField } from '../../ui/keyboard.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import css from './Panel.module.css';

interface PanelProps {
  readonly title: string;
  /** Esc in a field leaves the field only: digits mean something outside. */
  readonly escapeLeavesField?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A step opened inside the view of a call; Esc or its button closes it. */
export function Panel({ title, escapeLeavesField = false, onClose, children }: PanelProps) {
  const { t } = useLanguage();
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useKeyDown(panel, (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    const isField = escapeLeavesField && isTextField(event.target);
    if (isField && event.target instanceof HTMLElement) event.target.blur();
    else onClose();
  });
  return (
    <section ref={panel} className={css['panel']} aria-labelledby={id}>
      <header className={css['head']}>
        <h2 id={id}>{title}</h2>
        <button type="button" className={css['close']} aria-label={t('action.close')} onClick={onClose}>
          <Icon of={X} />
        </button>
      </header>
      {children}
    </section>
  );
}
