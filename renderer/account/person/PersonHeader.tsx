import { Ellipsis, Phone, Star, X, type LucideIcon } from 'lucide-react';
import { Fragment, useRef, useState, type ReactNode } from 'react';
import type { useDial } from '../../call/useDial.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Face } from '../../ui/Face.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx';
import css from './PersonHeader.module.css';

/** One thing that can be done, by a button, in the menu, and by its letter. */
export interface HeaderStep {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keyHint: string;
  readonly onPick: () => void;
  /** Begins a group of the menu. */
  readonly begins?: boolean;
}

/** One that stands in the menu may have no letter. */
export type MenuStep = Omit<HeaderStep, 'keyHint'> & Partial<Pick<HeaderStep, 'keyHint'>>;

interface PersonHeaderProps {
  readonly face: Parameters<typeof Face>[0]['of'];
  readonly name: string;
  readonly tags: readonly string[];
  /** Company and role, the stage of a deal. */
  readonly line: ReactNode;
  /** Null: there is no number. */
  readonly onCall: (() => void) | null;
  /** How dialling went. */
  readonly dialling: Pick<ReturnType<typeof useDial>, 'result' | 'failure'>;
  /** The two that are done most, as buttons. */
  readonly steps: readonly HeaderStep[];
  /** The others, behind "more". */
  readonly more: readonly MenuStep[];
  /** Null where nothing can be closed. */
  readonly onClose: (() => void) | null;
}

const MOST_TAGS = 2;
const isVip = (tag: string): boolean => tag.trim().toLowerCase() === 'vip';

/** Who it is, and what is done most: call, two steps, and the rest behind one button. */
export function PersonHeader(props: PersonHeaderProps) {
  const { face, name, line, onCall, steps, more, onClose } = props;
  const { result, failure } = props.dialling;
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <header className={css['header']}>
      <Face of={face} size={48} />
      <div className={css['who']}>
        <div className={css['first']}>
          <h2 dir="auto" className={css['name']} title={clip(name, 600)}>
            {clip(name)}
          </h2>
          <Tags tags={props.tags} />
        </div>
        <div className={css['line']} dir="auto">
          {line}
        </div>
      </div>
      <div className={css['steps']}>
        {onCall === null ? null : (
          <Button look="main" size="large" icon={Phone} keyHint="C" onClick={onCall}>
            {t('call.dial')}
          </Button>
        )}
        {steps.map(({ label, icon, keyHint, onPick }) => (
          <IconButton key={keyHint} of={icon} look="tint" label={label} keyHint={keyHint} onClick={onPick} />
        ))}
        {more.length === 0 ? null : (
          <IconButton
            ref={anchor}
            of={Ellipsis}
            look="tint"
            label={t('person.more')}
            onClick={() => setOpen(!isOpen)}
          />
        )}
        {onClose === null ? null : (
          <IconButton of={X} label={t('action.close')} keyHint="Esc" onClick={onClose} />
        )}
      </div>
      {isOpen ? (
        <Menu label={t('person.more')} anchor={anchor} onClose={() => setOpen(false)}>
          {more.map(({ label, icon, keyHint, onPick, begins }) => (
            <Fragment key={label}>
              {begins === true ? <MenuLine /> : null}
              <MenuItem icon={icon} onPick={onPick} {...(keyHint === undefined ? {} : { keyHint })}>
                {label}
              </MenuItem>
            </Fragment>
          ))}
        </Menu>
      ) : null}
      <div className={css['said']}>
        <output>{result === null ? '' : t(`card.dial.${result}`)}</output>
        <FailureLine failure={failure} />
      </div>
    </header>
  );
}

/** The one that matters most first; those without room by number, their names in the tooltip. */
function Tags({ tags }: { readonly tags: readonly string[] }) {
  const { t } = useLanguage();
  const ordered = tags.toSorted((one, other) => Number(isVip(other)) - Number(isVip(one)));
  const rest = ordered.slice(MOST_TAGS);
  if (tags.length === 0) return null;
  return (
    <ul className={css['tags']}>
      {ordered.slice(0, MOST_TAGS).map((tag) => (
        <li key={tag}>
          <Badge tone={isVip(tag) ? 'warn' : 'plain'}>
            {isVip(tag) ? <Icon of={Star} size={12} /> : null}
            <span dir="auto">{clip(tag, 40)}</span>
          </Badge>
        </li>
      ))}
      {rest.length === 0 ? null : (
        <li title={rest.map((tag) => clip(tag, 40)).join(', ')}>
          <Badge tone="plain">
            <span className="visuallyHidden">{t('person.moreTags', { count: rest.length })}</span>
            <span aria-hidden="true">+{rest.length}</span>
          </Badge>
        </li>
      )}
    </ul>
  );
}
