import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './Banner.module.css';
import { Icon } from './Icon.tsx';

interface BannerProps {
  readonly tone: 'plain' | 'warn' | 'bad';
  readonly icon?: LucideIcon;
  /** The sentence; what it is about may stand first, in bold. */
  readonly children: ReactNode;
  /** Buttons beside it. */
  readonly actions?: ReactNode;
}

/** A sentence about the whole window, with what can be done about it; screen readers hear it appear. */
export function Banner({ tone, icon, children, actions }: BannerProps) {
  return (
    <div className={`${css['banner']} ${css[tone]}`}>
      {icon === undefined ? null : <Icon of={icon} />}
      <output>{children}</output>
      {actions === undefined ? null : <div className={css['actions']}>{actions}</div>}
    </div>
  );
}
