import { useId, useRef, useState } from 'react';
import { Briefcase, Building2, UserRound } from 'lucide-react';
import type { SearchHit } from '../../../preload/contract.ts';
import { useDial } from '../../call/useDial.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nextIndex } from '../../ui/moveFocus.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import type { Navigate } from '../useNavigation.ts';
import css from './SearchPalette.module.css';
import { useSearch } from './useSearch.ts';

interface SearchPaletteProps {
  readonly navigate: Navigate;
  readonly onClose: () => void;
}

/** A native option cannot hold lines like these. */
const option = { role: 'option' } as const;
const icons = { contact: UserRound, company: Building2, lead: Briefcase } as const;

/** Search over everything from anywhere: what the copy has at once, what the CRM's own search has when it answers. */
export function SearchPalette({ navigate, onClose }: SearchPaletteProps) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { hits, crm } = useSearch(text);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const dialling = useDial();
  const current = Math.min(at, hits.length - 1);
  // A code is meant as it is typed; a number nobody has can be called all the same.
  const isTypedNumber =
    /^\s*[*#]/u.test(text) || (hits.length === 0 && /^[\s+\d().-]*\d\d[\s\d().-]*$/u.test(text));

  const open = (hit: SearchHit | undefined): void => {
    if (hit === undefined) return;
    onClose();
    // The dialog gives the keyboard back when it goes; the card takes it then.
    queueMicrotask(() => navigate.open({ kind: hit.entity, id: hit.id }));
  };
  useKeyDown(box, (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (event.repeat) return undefined;
      const phone = hits[current]?.phone ?? '';
      if (phone !== '' && !isTypedNumber) return dialling.dial(phone);
      return isTypedNumber ? dialling.dialTyped(text) : undefined;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      return open(hits[current]);
    }
    // Home and End move in the text.
    const to = event.key.startsWith('Arrow') ? nextIndex(event.key, current, hits.length) : null;
    if (to === null) return undefined;
    event.preventDefault();
    return setAt(to);
  });
  const { asked, result } = dialling;
  const stateWords =
    asked !== null
      ? `${t(`dial.code.${asked.meaning}`, { code: asked.code })} ${t('dial.confirmCode')}`
      : result !== null
        ? t(`card.dial.${result}`)
        : text.trim() === ''
          ? t('search.hint')
          : isTypedNumber && hits.length === 0
            ? t('search.dialTyped')
            : `${t('search.found', { count: hits.length })} · ${t(`search.crm.${crm}`)}`;
  return (
    <Dialog label={t('search.everything')} onClose={onClose}>
      <div ref={box} className={css['palette']}>
        <input
          // The dialog was opened to type here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          role="combobox"
          dir="auto"
          className={css['text']}
          aria-label={t('search.everything')}
          placeholder={t('search.placeholder')}
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-hits`}
          aria-autocomplete="list"
          aria-activedescendant={hits.length === 0 ? undefined : `${id}-${current}`}
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            dialling.forget();
          }}
        />
        {hits.length === 0 ? null : (
          // A native choice cannot hold lines like these.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <div id={`${id}-hits`} role="listbox" aria-label={t('search.hits')} className={css['hits']}>
            {hits.map((hit, index) => (
              // The keyboard is the field's.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/no-static-element-interactions
              <div
                ref={index === current ? intoView : undefined}
                key={`${hit.entity} ${hit.id}`}
                id={`${id}-${index}`}
                {...option}
                aria-selected={index === current}
                className={css['hit']}
                onClick={() => open(hit)}
                onPointerMove={() => setAt(index)}
              >
                <Icon of={icons[hit.entity]} />
                <span className={css['name']} dir="auto">
                  <span className="visuallyHidden">{t(`search.kind.${hit.entity}`)} </span>
                  {clip(hit.name, 120) || t('contacts.noName')}
                </span>
                <span className={css['phone']} dir="ltr">
                  {clip(hit.phone, 40)}
                </span>
                <span className={css['context']} dir="auto">
                  {[hit.context, hit.responsible]
                    .filter((part) => part !== null && part !== '')
                    .map((part) => clip(part ?? '', 60))
                    .join(' · ')}
                </span>
              </div>
            ))}
          </div>
        )}
        <output className={css['state']}>{stateWords}</output>
        <FailureLine failure={dialling.failure} />
      </div>
    </Dialog>
  );
}

const intoView = (hit: HTMLElement | null): void => hit?.scrollIntoView({ block: 'nearest' });
