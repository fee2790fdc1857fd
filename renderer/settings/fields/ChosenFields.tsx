import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { draggedKey, dragField } from './fieldDrag.ts';
import css from './Fields.module.css';

interface ChosenFieldsProps {
  readonly chosen: readonly { readonly key: string; readonly name: string }[];
  readonly onPut: (key: string, at: number) => void;
  readonly onMove: (key: string, by: -1 | 1) => void;
  readonly onRemove: (key: string) => void;
}

/** The chosen fields, in the order of the pop; one is dropped before the row it is let go over, below all of them at the end. */
export function ChosenFields({ chosen, onPut, onMove, onRemove }: ChosenFieldsProps) {
  const { t } = useLanguage();
  const [over, setOver] = useState<number | null>(null);
  const dropAt = (at: number) => ({
    onDragOver: (event: DragEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      setOver(at);
    },
    onDrop: (event: DragEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      setOver(null);
      const key = draggedKey(event);
      if (key !== null) onPut(key, at);
    },
  });
  return (
    // What is dragged has its buttons too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ol
      className={css['chosen']}
      aria-label={t('fields.chosen')}
      data-over={over === chosen.length}
      onDragLeave={() => setOver(null)}
      {...dropAt(chosen.length)}
    >
      {chosen.length === 0 ? <li className={css['none']}>{t('fields.none')}</li> : null}
      {chosen.map(({ key, name }, at) => {
        const said = clip(name, 80);
        return (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={key}
            className={css['row']}
            data-over={over === at}
            draggable
            onDragStart={(event) => dragField(event, key)}
            onDragEnd={() => setOver(null)}
            {...dropAt(at)}
          >
            <Icon of={GripVertical} />
            <span className={css['name']} dir="auto">
              {said}
            </span>
            <IconButton
              of={ArrowUp}
              size={28}
              label={t('fields.up', { name: said })}
              disabled={at === 0}
              onClick={() => onMove(key, -1)}
            />
            <IconButton
              of={ArrowDown}
              size={28}
              label={t('fields.down', { name: said })}
              disabled={at === chosen.length - 1}
              onClick={() => onMove(key, 1)}
            />
            <IconButton
              of={X}
              size={28}
              label={t('fields.remove', { name: said })}
              onClick={() => onRemove(key)}
            />
          </li>
        );
      })}
    </ol>
  );
}
