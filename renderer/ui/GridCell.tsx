import type { ReactNode } from 'react';

interface GridCellProps {
  readonly className: string | undefined;
  readonly children: ReactNode;
  /** Marks for the style sheet. */
  readonly data?: Readonly<Record<`data-${string}`, boolean | string>>;
}

/** A cell of a row of a `VirtualList` with `role="grid"`: its rows are no table, most of them do not exist. */
export function GridCell({ className, children, data = {} }: GridCellProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="gridcell" className={className} {...data}>
      {children}
    </div>
  );
}
