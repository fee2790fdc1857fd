import { CSPProvider } from '@base-ui/react/csp-provider';
import { Select as Parts } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import field from './Field.module.css';
import { Icon } from './Icon.tsx';
import { keepKeys, popupHome } from './popup.ts';
import css from './Select.module.css';

/** One of what can be chosen. */
export interface Option<Value extends string | number> {
  readonly value: Value;
  readonly text: string;
}

interface ChoiceProps<Value extends string | number> {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onPick: (value: Value) => void;
}

interface PartsOfSelect<Value extends string | number> extends ChoiceProps<Value> {
  readonly id?: string | undefined;
  /** `text`: words with an arrow, without a well. */
  readonly look?: 'well' | 'text';
  readonly icon?: ReactNode;
  readonly label?: string | undefined;
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
}

/**
 * One of a few, in a list that opens: arrows, Home, End and letters move, Enter chooses, Esc leaves it as it was. Named by `label`, or by
 * the element of `labelledBy`. Its parts are a library's: what a window starts with must not import this file.
 */
export function SelectBox<Value extends string | number>(props: PartsOfSelect<Value>) {
  const { id, value, options, onPick, look = 'well', icon, label, labelledBy, describedBy } = props;
  const [isOpen, setOpen] = useState(false);
  const [trigger, setTrigger] = useState<HTMLButtonElement | null>(null);
  const listName = label === undefined ? { 'aria-labelledby': labelledBy } : { 'aria-label': label };
  return (
    // Styles in the page itself are refused by its policy; ours say all there is.
    <CSPProvider disableStyleElements>
      <Parts.Root
        items={options.map((option) => ({ value: option.value, label: option.text }))}
        modal={false}
        open={isOpen}
        onOpenChange={setOpen}
        value={value}
        onValueChange={(picked) => {
          const known = options.find((option) => option.value === picked);
          if (known) onPick(known.value);
        }}
      >
        <Parts.Trigger
          ref={setTrigger}
          {...(id === undefined ? {} : { id })}
          className={look === 'well' ? `${field['input']} ${css['trigger']}` : css['text']}
          aria-label={label}
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          data-value={value}
        >
          {icon}
          <Parts.Value className={css['value']} />
          <Icon of={ChevronsUpDown} size={14} />
        </Parts.Trigger>
        <Parts.Portal container={popupHome(trigger)}>
          <Parts.Positioner
            className={css['place']}
            positionMethod="fixed"
            alignItemWithTrigger={false}
            align="start"
            sideOffset={4}
            collisionPadding={4}
          >
            <Parts.Popup className={css['popup']} onKeyDown={keepKeys(() => setOpen(false))}>
              <Parts.List className={css['list']} {...listName}>
                {options.map((option) => (
                  <Parts.Item
                    key={option.value}
                    value={option.value}
                    data-value={option.value}
                    className={css['item']}
                  >
                    <Parts.ItemText className={css['words']}>{option.text}</Parts.ItemText>
                    <Parts.ItemIndicator className={css['check']}>
                      <Icon of={Check} size={14} />
                    </Parts.ItemIndicator>
                  </Parts.Item>
                ))}
              </Parts.List>
            </Parts.Popup>
          </Parts.Positioner>
        </Parts.Portal>
      </Parts.Root>
    </CSPProvider>
  );
}

/** A labelled choice of one among a few. */
export function Select<Value extends string>({
  label,
  ...choice
}: ChoiceProps<Value> & { readonly label: string }) {
  const id = useId();
  return (
    <div className={field['field']}>
      <label id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      <SelectBox id={id} labelledBy={`${id}-label`} {...choice} />
    </div>
  );
}
