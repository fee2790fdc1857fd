import type { LucideIcon } from 'lucide-react';

interface IconProps {
  /** One drawing, imported by its name from lucide-react: a page carries only those it shows. */
  readonly of: LucideIcon;
  /** CSS pixels. 16 beside text, 14 and 12 in rows and pills, 20 and more alone. */
  readonly size?: 12 | 14 | 16 | 20 | 24;
}

/** Lines get thicker as the drawing gets smaller: about 1.5 px at every size. */
const LINE = { 12: 2.75, 14: 2.4, 16: 2.25, 20: 1.85, 24: 1.75 } as const;

/** A line drawing in the colour of the text; the words beside it carry the meaning. */
export function Icon({ of: Drawing, size = 16 }: IconProps) {
  return <Drawing size={size} strokeWidth={LINE[size]} aria-hidden="true" focusable="false" data-icon="" />;
}
