import { useEffect, useRef } from 'react';
import type { CallRouting } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { AccountFace } from '../../ui/Face.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { digitOf } from '../../ui/keyboard.ts';
import { moveFocus } from '../../ui/moveFocus.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { Panel } from './Panel.tsx';
import css from './PanelList.module.css';

interface MovePanelProps {
  readonly others: CallRouting['others'];
  readonly onMove: (account: string) => void;
  readonly onClose: () => void;
}

/** The accounts a call may be moved to: a digit or Enter takes one. */
export function MovePanel({ others, onMove, onClose }: MovePanelProps) {
  const { t } = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('button')?.focus();
  }, []);
  useKeyDown(list, (event) => {
    const picked = others[(digitOf(event) ?? 0) - 1];
    if (picked === undefined) return moveFocus(event);
    event.preventDefault();
    event.stopPropagation();
    onMove(picked.key);
  });
  return (
    <Panel title={t('move.title')} onClose={onClose}>
      <ul ref={list} aria-label={t('move.title')} className={css['list']}>
        {others.map(({ key, name, colour, knows }, index) => (
          <li key={key}>
            <button
              type="button"
              className={css['row']}
              {...(index < 9 ? { 'aria-keyshortcuts': String(index + 1) } : {})}
              onClick={() => onMove(key)}
            >
              {index < 9 ? <Kbd always>{String(index + 1)}</Kbd> : null}
              <AccountFace name={name} colour={colour} />
              <span className={css['name']} dir="auto">
                {clip(name)}
              </span>
              {knows ? <Badge tone="accent">{t('move.knows')}</Badge> : null}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
