import { useId, type ReactNode } from 'react';
import css from './CardSection.module.css';

interface CardSectionProps {
  readonly title: string;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a card under a heading. */
export function CardSection({ title, actions, children }: CardSectionProps) {
  const id = useId();
  return (
    <section className={css['section']} aria-labelledby={id}>
      <header className={css['head']}>
        <h3 id={id}>{title}</h3>
        {actions}
      </header>
      {children}
    </section>
  );
}
