import { useCallback, useState } from 'react';
import type { Call } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import type { PagedList } from '../../state/pagedRows.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { CallItem } from './CallItem.tsx';
import type { OpenedCall } from './OpenCall.tsx';
import { useCallers } from './useCallers.ts';

interface CallRowsProps {
  readonly label: string;
  /** Newest first. */
  readonly list: Pick<PagedList<Call>, 'count' | 'total' | 'rowAt'>;
  readonly selected: string | null;
  readonly opened: OpenedCall;
  readonly rememberAs: string;
  readonly onRange?: (first: number, last: number) => void;
}

/** Two lines, and two pixels to the next. */
const ROW_HEIGHT = 46;
const NOTHING = { first: 0, last: 0 };

/** Calls under the names of their days; a day that is gone over is no row of its own. */
export function CallRows({ label, list, selected, opened, rememberAs, onRange }: CallRowsProps) {
  const { format } = useLanguage();
  const now = useNow(MINUTE);
  const [range, setRange] = useState(NOTHING);
  const { rowAt, count } = list;
  const shown = Array.from(
    { length: Math.max(0, Math.min(range.last, count - 1) - range.first + 1) },
    (_, index) => rowAt(range.first + index),
  ).filter((call) => call !== null);
  const ownerOf = useCallers(shown);
  const headingOf = useCallback(
    (index: number): string | null => {
      const call = rowAt(index);
      const before = index === 0 ? null : rowAt(index - 1);
      if (call === null || (index > 0 && before === null)) return null;
      const day = format.dayHeading(call.startedAt, now);
      return before !== null && format.dayHeading(before.startedAt, now) === day ? null : day;
    },
    [rowAt, format, now],
  );
  return (
    <VirtualList
      label={label}
      role="grid"
      count={count}
      total={list.total}
      rowAt={rowAt}
      keyOf={keyOf}
      rowHeight={ROW_HEIGHT}
      headingOf={headingOf}
      selected={selected}
      rememberAs={rememberAs}
      onRange={(first, last) => {
        setRange((known) => (known.first === first && known.last === last ? known : { first, last }));
        onRange?.(first, last);
      }}
      onPeek={({ id }) => opened.peek(id)}
      onOpen={({ id }) => opened.enter(id)}
    >
      {(call) => <CallItem call={call} who={ownerOf(call)} now={now} />}
    </VirtualList>
  );
}

const keyOf = ({ id }: Call): string => id;
