import { useEffect, useRef } from 'react';
import type { Call } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import css from './CallList.module.css';
import { CallRow } from './CallRow.tsx';

interface CallListProps {
  readonly calls: readonly Call[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** Opened by Enter: the keyboard goes on in the call. */
  readonly onEnter: (id: string) => void;
  /** The agent wants to create the contact a call lacks. */
  readonly onCreate: (id: string) => void;
  readonly onChange: (call: Call) => void;
}

/** The calls, newest first. The keyboard's place follows the selection. */
export function CallList({ calls, selected, onSelect, onEnter, onCreate, onChange }: CallListProps) {
  const { t } = useLanguage();
  const now = useNow(MINUTE);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    if (selected === null) return;
    const row = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    row?.focus();
  }, [selected]);

  return (
    <ul ref={list} aria-label={t('account.today')} className={css['list']}>
      {calls.map((call) => (
        <CallRow
          key={call.id}
          call={call}
          isSelected={call.id === selected}
          now={now}
          onSelect={onSelect}
          onEnter={onEnter}
          onCreate={onCreate}
          onChange={onChange}
        />
      ))}
    </ul>
  );
}
