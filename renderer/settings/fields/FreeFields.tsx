import { Plus } from 'lucide-react';
import type { DragEvent } from 'react';
import type { FieldOwner } from '../../../preload/constants.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { draggedKey, dragField } from './fieldDrag.ts';
import css from './Fields.module.css';

export interface FreeField {
  readonly key: string;
  readonly of: FieldOwner;
  readonly name: string;
}

interface FreeFieldsProps {
  readonly owner: FieldOwner;
  readonly fields: readonly FreeField[];
  /** No more can be chosen. */
  readonly isFull: boolean;
  readonly onAdd: (key: string) => void;
  /** A chosen one was let go here. */
  readonly onDropped: (key: string) => void;
}

/** Fields that can be chosen, of one kind of card; each is a button, and can be dragged. */
export function FreeFields({ owner, fields, isFull, onAdd, onDropped }: FreeFieldsProps) {
  const { t } = useLanguage();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const key = draggedKey(event);
    if (key !== null) onDropped(key);
  };
  return (
    // What is dragged has its buttons too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css['owner']}
      aria-labelledby={`fields-${owner}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <h3 id={`fields-${owner}`}>{t(`fields.of.${owner}`)}</h3>
      <ul className={css['free']}>
        {fields.map(({ key, name }) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li key={key} draggable={!isFull} onDragStart={(event) => dragField(event, key)}>
            <button
              type="button"
              disabled={isFull}
              aria-label={t('fields.add', { name: clip(name, 80) })}
              onClick={() => onAdd(key)}
            >
              <Icon of={Plus} size={14} />
              <span className={css['name']} dir="auto">
                {clip(name, 80)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
