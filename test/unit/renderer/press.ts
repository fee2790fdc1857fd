import type { KeyPress } from '../../../renderer/ui/keyboard.ts';

/** A press of one key with nothing held, changed where a test needs it. */
export const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...changes,
});
