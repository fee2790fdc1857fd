import { useEffect, useLayoutEffect, useRef } from 'react';
import { hasOwnKeys, isTextField } from '../ui/keyboard.ts';
import { frameAction, type FrameAction } from './frameKeys.ts';

/** The buttons of a mouse that go back and forth. */
const MOUSE_BACK = 3;
const MOUSE_FORWARD = 4;

/** Listens to the keys of the whole window, and to the mouse's own way back; dialogs keep theirs. */
export function useFrameKeys(perform: (action: FrameAction) => void): void {
  const latest = useRef(perform);
  // Before the paint: a key acts on what the agent sees when they press it.
  useLayoutEffect(() => {
    latest.current = perform;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (hasOwnKeys(event.target, 'dialog')) return;
      const action = frameAction(event, isTextField(event.target));
      if (action === null) return;
      // Escape means something to the view too; every other key is the frame's alone.
      if (event.key !== 'Escape') event.preventDefault();
      latest.current(action);
    };
    const click = (event: MouseEvent): void => {
      if (event.button === MOUSE_BACK) latest.current({ do: 'back' });
      if (event.button === MOUSE_FORWARD) latest.current({ do: 'forward' });
    };
    window.addEventListener('keydown', press);
    window.addEventListener('mouseup', click);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('mouseup', click);
    };
  }, []);
}
