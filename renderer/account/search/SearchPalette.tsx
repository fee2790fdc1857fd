import { Search } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { Account } from '../../../preload/contract.ts';
import { useDial } from '../../call/useDial.ts';
import { useLanguage } from '../../i18n/language.ts';
import { accountStore } from '../../state/appInfo.ts';
import { assertNever } from '../../state/assertNever.ts';
import { useStore } from '../../state/useStore.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nextIndex } from '../../ui/moveFocus.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { NewContact } from '../contacts/NewContact.tsx';
import { NewLead } from '../leads/NewLead.tsx';
import type { CardRef } from '../places.ts';
import { TaskForm } from '../tasks/TaskForm.tsx';
import type { Navigate } from '../useNavigation.ts';
import type { CommandName } from './commands.ts';
import { PaletteRow } from './PaletteRow.tsx';
import css from './SearchPalette.module.css';
import { usePalette, type PaletteLine } from './usePalette.ts';

/** No native element may group options of one's own. */
const section = { role: 'group' } as const;

interface SearchPaletteProps {
  readonly navigate: Navigate;
  readonly onClose: () => void;
}

/** What is made, in the place of the palette. */
type Making = 'nothing' | 'newContact' | 'newDeal' | 'newTask';

/**
 * Everything from anywhere: people and deals in the order of their use (the copy at once, the CRM's own search when it answers), and what
 * can be done. Never empty: without a text, whom calls were with lately.
 */
export function SearchPalette({ navigate, onClose }: SearchPaletteProps) {
  const account = useStore(accountStore);
  const [making, setMaking] = useState<Making>('nothing');
  const [text, setText] = useState('');
  const { t } = useLanguage();
  if (account === null) return null;
  const openCard = (card: CardRef): void => {
    onClose();
    // The dialog gives the keyboard back when it goes; the card takes it then.
    queueMicrotask(() => navigate.open(card));
  };
  switch (making) {
    case 'nothing':
      return (
        <Palette
          account={account}
          navigate={navigate}
          text={text}
          onText={setText}
          onMake={setMaking}
          onOpen={openCard}
          onClose={onClose}
        />
      );
    case 'newContact':
      return <NewContact account={account} name={text.trim()} onClose={onClose} onCreated={openCard} />;
    case 'newDeal':
      return (
        <NewLead
          account={account}
          contact={null}
          pipelineId={null}
          onClose={onClose}
          onCreated={(id) => openCard({ kind: 'lead', id })}
        />
      );
    case 'newTask':
      return (
        <Dialog label={t('tasks.new')} onClose={onClose}>
          <div className={css['making']}>
            <h2>{t('tasks.new')}</h2>
            <TaskForm account={account} target={null} onDone={onClose} />
          </div>
        </Dialog>
      );
    default:
      return assertNever(making);
  }
}

interface PaletteProps {
  readonly account: Account;
  readonly navigate: Navigate;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onMake: (what: Making) => void;
  readonly onOpen: (card: CardRef) => void;
  readonly onClose: () => void;
}

function Palette({ account, navigate, text, onText, onMake, onOpen, onClose }: PaletteProps) {
  const { t } = useLanguage();
  const [at, setAt] = useState(0);
  const { groups, hits, crm } = usePalette(text, account);
  const lines = groups.flatMap((group) => group.lines);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const dialling = useDial();
  const current = Math.min(at, lines.length - 1);
  // A code is meant as it is typed; a number nobody has can be called all the same.
  const isTypedNumber =
    /^\s*[*#]/u.test(text) || (hits.length === 0 && /^[\s+\d().-]*\d\d[\s\d().-]*$/u.test(text));

  const go = (name: CommandName): void => {
    switch (name) {
      case 'newContact':
      case 'newDeal':
      case 'newTask':
        return onMake(name);
      case 'missed':
        return navigate.go({ view: 'calls', filter: 'missed', card: null });
      case 'calls':
      case 'contacts':
      case 'tasks':
      case 'numbers':
      case 'settings':
        return navigate.view(name);
      case 'deals':
        return navigate.view('leads');
      default:
        return assertNever(name);
    }
  };
  const pick = (line: PaletteLine | undefined): void => {
    switch (line?.kind) {
      case undefined:
        return undefined;
      case 'hit':
        return onOpen({ kind: line.hit.entity, id: line.hit.id });
      case 'callBack':
        return dialling.dial(line.caller.number);
      case 'account':
        void window.api.accounts.open({ account: line.account.key });
        return onClose();
      case 'command':
        if (line.name.startsWith('new')) return go(line.name);
        onClose();
        // As with a card: the keyboard goes to the view after the dialog has given it back.
        return queueMicrotask(() => go(line.name));
    }
  };
  useKeyDown(box, (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (event.repeat) return undefined;
      const line = lines[current];
      const phone =
        line?.kind === 'hit' ? line.hit.phone : line?.kind === 'callBack' ? line.caller.number : '';
      if (phone !== '' && !isTypedNumber) return dialling.dial(phone);
      return isTypedNumber ? dialling.dialTyped(text) : undefined;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      return pick(lines[current]);
    }
    // Home and End move in the text.
    const to = event.key.startsWith('Arrow') ? nextIndex(event.key, current, lines.length) : null;
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
        <div className={css['field']}>
          <Icon of={Search} size={20} />
          <input
            // The dialog was opened to type here.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            role="combobox"
            dir="auto"
            className={css['text']}
            aria-label={t('search.everything')}
            placeholder={t('search.placeholder')}
            aria-expanded={lines.length > 0}
            aria-controls={`${id}-lines`}
            aria-autocomplete="list"
            aria-activedescendant={lines.length === 0 ? undefined : `${id}-${current}`}
            maxLength={200}
            value={text}
            onChange={(event) => {
              onText(event.target.value);
              setAt(0);
              dialling.forget();
            }}
          />
        </div>
        {lines.length === 0 ? null : (
          // A native choice cannot hold lines like these.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <div id={`${id}-lines`} role="listbox" aria-label={t('search.hits')} className={css['lines']}>
            {groups.map((group) => (
              <div
                key={group.name}
                {...section}
                aria-label={t(`search.group.${group.name}`)}
                className={css['group']}
              >
                <p className={css['heading']} aria-hidden="true">
                  {t(`search.group.${group.name}`)}
                </p>
                {group.lines.map((line) => {
                  const index = lines.indexOf(line);
                  return (
                    <PaletteRow
                      key={index}
                      id={`${id}-${index}`}
                      line={line}
                      text={text}
                      currency={account.currency}
                      isCurrent={index === current}
                      onPick={() => pick(line)}
                      onPoint={() => setAt(index)}
                    />
                  );
                })}
              </div>
            ))}
          </div>
        )}
        <footer className={css['foot']}>
          <span className={css['keys']}>{t('search.keys')}</span>
          <output>{stateWords}</output>
        </footer>
        <FailureLine failure={dialling.failure} />
      </div>
    </Dialog>
  );
}
