import { Menu as Parts } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import css from './Menu.module.css';

interface MenuProps {
  readonly label: string;
  /** The button it belongs to: the menu stands under it, and it gets the keyboard back. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A menu, shown as long as it is mounted: arrows, Home, End and letters move, Esc and a click beside it close it. Its parts are a
 * library's: only views that are read late may import this file, so that no window starts with it.
 */
export function Menu({ label, anchor, onClose, children }: MenuProps) {
  return (
    <Parts.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      {/* A landmark of its own: it stands at the end of the page. */}
      <Parts.Portal render={<aside aria-label={label} />}>
        <Parts.Positioner className={css['place']} anchor={anchor} align="start" sideOffset={4}>
          <Parts.Popup className={css['menu']} aria-label={label} finalFocus={anchor} data-own-keys="dialog">
            {children}
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}

interface MenuItemProps {
  readonly onPick: () => void;
  readonly icon?: LucideIcon;
  /** The key that does the same without the menu. */
  readonly keyHint?: string;
  readonly children: ReactNode;
}

/** One thing a menu does; it closes with it. */
export function MenuItem({ onPick, icon, keyHint, children }: MenuItemProps) {
  return (
    <Parts.Item
      className={css['item']}
      onClick={onPick}
      {...(keyHint === undefined ? {} : { 'aria-keyshortcuts': keyHint })}
    >
      {icon === undefined ? null : <Icon of={icon} />}
      {children}
      {keyHint === undefined ? null : <Kbd always>{keyHint}</Kbd>}
    </Parts.Item>
  );
}

/** A line between groups of a menu. */
export const MenuLine = () => <Parts.Separator className={css['line']} />;
