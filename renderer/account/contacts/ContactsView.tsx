import { useEffect, useMemo, useState } from 'react';
import type { ContactOrCompanyRow } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { concerns, useCardsChange } from '../../state/cardsChange.ts';
import { createPagedRows } from '../../state/pagedRows.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { ViewProps } from '../viewProps.ts';
import css from './ContactsView.module.css';
import { useContactFilter } from './contactFilter.ts';
import { ListFilter } from './ListFilter.tsx';
import { ContactOrCompanyItem } from './ContactOrCompanyItem.tsx';

/** Rows read at once: some screens. */
const PAGE = 100;
const ROW_HEIGHT = 48;
const TYPING_PAUSE_MS = 150;

/** The people or the companies of the account by name, as many as there are; the selected one's card is beside. */
export function ContactsView({ account, place, navigate }: ViewProps<'contacts'>) {
  const { t } = useLanguage();
  const entity = place.filter === 'people' ? 'contact' : 'company';
  const [{ text: typed, onlyMine }, change] = useContactFilter();
  const text = useRested(typed);
  const responsible = onlyMine ? account.userId : null;

  const rows = useMemo(
    () =>
      createPagedRows<ContactOrCompanyRow>((cursor) =>
        window.api[entity === 'contact' ? 'contacts' : 'companies'].page({
          text,
          responsible,
          cursor,
          limit: PAGE,
        }),
      ),
    [entity, text, responsible],
  );
  const list = useStore(rows);
  useCardsChange(
    (changed) => concerns(changed, entity === 'contact' ? 'contacts' : 'companies'),
    rows.refresh,
  );
  useEffect(() => rows.want(0, 0), [rows]);

  const refOf = ({ id }: ContactOrCompanyRow) => ({ kind: entity, id }) as const;
  const { card } = place;
  const label = t(entity === 'contact' ? 'account.contacts.people' : 'account.contacts.companies');
  const isFiltered = text.trim() !== '' || onlyMine;
  return (
    <section className={css['view']} aria-label={label}>
      <ListFilter
        listed={place.filter}
        onListed={(filter) => navigate.go({ view: 'contacts', filter, card: null })}
        text={typed}
        onText={(to) => change({ text: to })}
        onlyMine={onlyMine}
        onOnlyMine={(to) => change({ onlyMine: to })}
        total={list.total}
      />
      {list.failure === null ? null : (
        <div className={css['failure']}>
          <FailureLine failure={list.failure} />
          <Button onClick={rows.refresh}>{t('action.tryAgain')}</Button>
        </div>
      )}
      {list.count === 0 ? (
        <p className={css['none']}>{t(isFiltered ? 'contacts.noneFound' : `contacts.none.${entity}`)}</p>
      ) : (
        <VirtualList
          key={`${entity} ${text} ${onlyMine}`}
          label={label}
          {...list}
          keyOf={keyOf}
          rowHeight={ROW_HEIGHT}
          selected={card?.kind === entity ? card.id : null}
          onPeek={(row) => navigate.peek(refOf(row))}
          onOpen={(row) => navigate.open(refOf(row))}
          onRange={rows.want}
          rememberAs={`${entity} ${text} ${onlyMine}`}
        >
          {line}
        </VirtualList>
      )}
    </section>
  );
}

const line = (row: ContactOrCompanyRow) => <ContactOrCompanyItem contactOrCompany={row} />;
const keyOf = ({ id }: ContactOrCompanyRow): number => id;

/** The text as it was when the typing rested. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return rested;
}
