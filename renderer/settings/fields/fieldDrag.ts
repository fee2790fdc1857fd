import type { DragEvent } from 'react';

/** Fields are dragged inside the page alone: what else is let go here is none. */
const TYPE = 'application/x-ringside-field';

/** Begins to drag a field. */
export function dragField(event: DragEvent, key: string): void {
  event.dataTransfer.setData(TYPE, key);
  event.dataTransfer.effectAllowed = 'move';
}

/** The field that was let go; null for something else. */
export const draggedKey = (event: DragEvent): string | null => event.dataTransfer.getData(TYPE) || null;
