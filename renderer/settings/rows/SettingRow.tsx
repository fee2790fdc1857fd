import type { ReactNode } from 'react';
import css from './Rows.module.css';

interface SettingRowProps {
  /** Of the row; its label and help are named by it. */
  readonly id: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** `true` for a control that takes the width: it stands below the words. */
  readonly isWide?: boolean;
  readonly children?: ReactNode;
}

/** One setting: what it is with a line of help, and at the right its control, which names these two. */
export function SettingRow({ id, label, help, isWide = false, children }: SettingRowProps) {
  return (
    <div id={id} className={css['row']} data-wide={isWide || undefined} tabIndex={-1}>
      <div className={css['words']}>
        <span id={`${id}-label`} className={css['label']}>
          {label}
        </span>
        {help === undefined ? null : (
          <span id={`${id}-help`} className={css['help']}>
            {help}
          </span>
        )}
      </div>
      <div className={css['control']}>{children}</div>
    </div>
  );
}
