import { useId, type ReactNode } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A step opened inside the view of a call; Esc or its button closes it. */
export function Panel({ title, onClose, children }: PanelProps) {
  const { t } = useLanguage();
  const id = useId();
  return (
    <section
      className={css['panel']}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={css['head']}>
        <h3 id={id}>{title}</h3>
        <button type="button" className={css['close']} aria-label={t('action.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </section>
  );
}
