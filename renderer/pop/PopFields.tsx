import { CircleAlert, Clock } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import type { PopEntry, ShownField } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './PopFields.module.css';
import { fieldName, fieldWords } from './fieldWords.ts';

interface PopFieldsProps {
  /** The fields by name, at first sight. */
  readonly chosen: NonNullable<PopEntry['fields']>;
  /** What they say, a moment later. */
  readonly shown: readonly ShownField[];
  /** CSS pixels. */
  readonly height: number;
  readonly onEdit: (field: ShownField) => void;
}

const ARROWS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 2, ArrowUp: -2 };

/** The fields the agent chose to see of whoever calls, two a row; those that can be changed are buttons. */
export function PopFields({ chosen, shown, height, onEdit }: PopFieldsProps) {
  const { t, format } = useLanguage();
  const list = useRef<HTMLDListElement>(null);
  const move = (event: KeyboardEvent): void => {
    const cells = Array.from(list.current?.querySelectorAll<HTMLElement>('button') ?? []);
    const at = cells.findIndex((cell) => cell === document.activeElement);
    const step = ARROWS[event.key];
    const next = step === undefined || at < 0 ? undefined : (cells[at + step] ?? cells[at + Math.sign(step)]);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // The arrows move among its buttons, which Tab reaches too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dl
      ref={list}
      className={css['fields']}
      data-zone="fields"
      aria-label={t('popFields.zone')}
      style={{ height }}
      onKeyDown={move}
    >
      {chosen.map(({ key, name }) => {
        const field = shown.find((one) => one.key === key);
        const label = fieldName(key, name, t);
        const words = field === undefined ? '' : fieldWords(field, t, format);
        const said = words === '' ? '–' : clip(words, 120);
        const value = (
          <>
            {field?.pending === 'waiting' ? <Icon of={Clock} size={12} /> : null}
            {field?.pending === 'failed' ? <Icon of={CircleAlert} size={12} /> : null}
            <span>{said}</span>
          </>
        );
        return (
          <div
            key={key}
            className={css['field']}
            title={`${label}: ${clip(words, 600)}`}
            data-pending={field?.pending}
          >
            <dt dir="auto">{clip(label, 60)}</dt>
            <dd dir="auto">
              {field?.canEdit === true ? (
                <button
                  type="button"
                  aria-label={t('popFields.change', { name: clip(label, 60), value: said })}
                  onClick={() => onEdit(field)}
                >
                  {value}
                </button>
              ) : (
                value
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
