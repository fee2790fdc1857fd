import { useVirtualizer } from '@tanstack/react-virtual';
import {
  Fragment,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { densityStore, rowHeightOf } from '../state/density.ts';
import { useStore } from '../state/useStore.ts';
import { listMove } from './listMove.ts';
import { useKeyDown } from './useKeyDown.ts';
import css from './VirtualList.module.css';

interface VirtualListProps<Row> {
  readonly label: string;
  /** `grid` when rows hold buttons of their own: each row then renders `role="gridcell"` elements. */
  readonly role?: 'listbox' | 'grid';
  /** Rows that can be scrolled to. */
  readonly count: number;
  /** Rows of the whole list, when more is known than `count`. */
  readonly total?: number | null;
  /** The row at a place, null when it is not here yet: an empty line is shown. */
  readonly rowAt: (index: number) => Row | null;
  readonly keyOf: (row: Row) => string | number;
  /** Height of every row, CSS pixels, where the agent has not made lists compact. */
  readonly rowHeight: number;
  /** Words over a row, where something new begins with it; null for none, and while that is not known. */
  readonly headingOf?: (index: number) => string | null;
  /** Key of the selected row. */
  readonly selected: string | number | null;
  /** The keyboard or a click came to a row and stays in the list. */
  readonly onPeek: (row: Row) => void;
  /** Enter or a double click: the row is gone into. */
  readonly onOpen: (row: Row) => void;
  /** Which rows are on the screen. */
  readonly onRange?: (first: number, last: number) => void;
  /** A key the list has no meaning for, at a row. */
  readonly onRowKey?: (event: KeyboardEvent, row: Row) => void;
  /** The list comes back to where it was scrolled to under this name; not at all under ''. */
  readonly rememberAs?: string;
  /** One row; keep it cheap and the function stable. */
  readonly children: (row: Row, isSelected: boolean) => ReactNode;
}

/** Height of the words over a row, CSS pixels. */
const HEADING = 32;
/** Rows rendered beyond the screen on either side. */
const OVERSCAN = 8;
/** Rows passed with a held key are not shown beside the list; the one the keyboard rests at is. */
const REST_MS = 120;

const scrolledTo = new Map<string, number>();

/**
 * A list of any length of which only the rows on the screen exist. The keyboard stays on the list itself
 * (`aria-activedescendant`): J, K, arrows, Page Up and Down, Home, End move, Enter opens.
 */
export function VirtualList<Row>({
  label,
  role = 'listbox',
  count,
  total = null,
  rowAt,
  keyOf,
  rowHeight: comfortable,
  headingOf,
  selected,
  onPeek,
  onOpen,
  onRange,
  onRowKey,
  rememberAs = '',
  children,
}: VirtualListProps<Row>) {
  const id = useId();
  const rowHeight = rowHeightOf(comfortable, useStore(densityStore));
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const peekTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Its functions are read anew in each render, as it wants.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialOffset: scrolledTo.get(rememberAs) ?? 0,
  });
  // It keeps the heights it has asked for.
  const measured = useRef(rowHeight);
  const measure = useEffectEvent(() => {
    if (measured.current !== rowHeight) virtual.measure();
    measured.current = rowHeight;
  });
  useLayoutEffect(() => measure(), [rowHeight]);
  const rows = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;

  // What stands over a row is known when the row is; the size it got stays when the row is let go of, so that nothing jumps.
  useLayoutEffect(() => {
    if (headingOf === undefined) return;
    for (const { index, size } of rows) {
      if (rowAt(index) === null) continue;
      const needed = rowHeight + (headingOf(index) === null ? 0 : HEADING);
      if (size !== needed) virtual.resizeItem(index, needed);
    }
  });

  const tellRange = useEffectEvent(() => onRange?.(first, last));
  useEffect(() => {
    tellRange();
  }, [first, last, count]);

  const remember = useEffectEvent(() => {
    if (rememberAs !== '') scrolledTo.set(rememberAs, virtual.scrollOffset ?? 0);
    clearTimeout(peekTimer.current);
  });
  useEffect(() => () => remember(), []);

  const goTo = (index: number, isHeld: boolean): void => {
    setAt(index);
    virtual.scrollToIndex(index);
    clearTimeout(peekTimer.current);
    const peek = (): void => {
      const row = rowAt(index);
      if (row !== null) onPeek(row);
    };
    if (isHeld) peekTimer.current = setTimeout(peek, REST_MS);
    else peek();
  };

  /** The selected row may have moved since the keyboard came to it. */
  const keyAt = (index: number): string | number | null => {
    const row = index < 0 ? null : rowAt(index);
    return row === null ? null : keyOf(row);
  };
  const shownAt = rows.find(({ index }) => selected !== null && keyAt(index) === selected)?.index;
  const current = keyAt(at) === null || shownAt === undefined ? (shownAt ?? at) : at;

  useKeyDown(list, (event) => {
    const page = Math.max(1, last - first - 1);
    const to = listMove(event, { length: count, at: current, page });
    const row = current < 0 ? null : rowAt(current);
    if (to !== null) goTo(to, event.repeat);
    else if (event.key === 'Enter' && row !== null) onOpen(row);
    else {
      if (row !== null) onRowKey?.(event, row);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  return (
    <div
      ref={list}
      id={id}
      role={role}
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
      {...(role === 'grid' ? { 'aria-rowcount': total ?? count } : {})}
      className={css['list']}
      data-main-list=""
    >
      <div role="presentation" className={css['sizer']} style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => {
          const row = rowAt(index);
          const heading = row === null ? null : (headingOf?.(index) ?? null);
          const top = start + (heading === null ? 0 : HEADING);
          const style = { height: rowHeight, transform: `translateY(${top}px)` };
          if (row === null) {
            return <div key={index} role="presentation" className={css['absent']} style={style} />;
          }
          const isSelected = keyOf(row) === selected;
          const place =
            role === 'grid'
              ? ({ role: 'row', 'aria-rowindex': index + 1 } as const)
              : ({ role: 'option', 'aria-posinset': index + 1, 'aria-setsize': total ?? count } as const);
          const line = (
            // The keyboard is the list's: see useKeyDown above.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
            <div
              key={index}
              id={`${id}-${index}`}
              {...place}
              aria-selected={isSelected}
              data-at={index === current}
              className={css['row']}
              style={style}
              onClick={() => goTo(index, false)}
              onDoubleClick={() => onOpen(row)}
            >
              {children(row, isSelected)}
            </div>
          );
          return heading === null ? (
            line
          ) : (
            <Fragment key={index}>
              {/* A row says its day itself; this is for the eye. */}
              <div
                aria-hidden="true"
                className={css['heading']}
                style={{ height: HEADING, transform: `translateY(${start}px)` }}
              >
                {heading}
              </div>
              {line}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}
