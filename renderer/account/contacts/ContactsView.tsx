import { useMemo } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { createPagedRows } from '../../state/pagedRows.ts';
import { useStore } from '../../state/useStore.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { ViewProps } from '../views.tsx';

/** To come: the people or companies of the account. */
export function ContactsView({ navigate }: ViewProps<'contacts'>) {
  const { t } = useLanguage();
  const rows = useMemo(
    () =>
      createPagedRows<{ readonly id: number; readonly name: string }>(() =>
        Promise.resolve({ ok: true, value: { rows: [], next: null, total: 0 } }),
      ),
    [],
  );
  const list = useStore(rows);
  return (
    <VirtualList
      label={t('account.contacts.people')}
      {...list}
      keyOf={({ id }) => id}
      rowHeight={52}
      selected={null}
      onPeek={({ id }) => navigate.peek({ kind: 'contact', id })}
      onOpen={({ id }) => navigate.open({ kind: 'contact', id })}
      onRange={rows.want}
    >
      {({ name }) => name}
    </VirtualList>
  );
}
