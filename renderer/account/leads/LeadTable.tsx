import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Account, LeadRow } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { AskFailure } from '../../state/ask.ts';
import { createPagedRows } from '../../state/pagedRows.ts';
import { useStore } from '../../state/useStore.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { letterOf } from '../../ui/keyboard.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { concerns, useCardsChange } from '../../state/cardsChange.ts';
import { openWanted, type LeadFilter } from './leadFilter.ts';
import css from './LeadTable.module.css';
import { LeadTableRow } from './LeadTableRow.tsx';

interface LeadTableProps {
  readonly account: Account;
  readonly filter: LeadFilter;
  readonly responsible: number | null;
  readonly selected: number | null;
  readonly onPeek: (lead: LeadRow) => void;
  readonly onOpen: (lead: LeadRow) => void;
  readonly onChooseStage: (lead: LeadRow) => void;
  readonly onCreate: () => void;
}

const PAGE = 100;
const ROW_HEIGHT = 54;

/** Deals as a list, the last changed first, read by cursor as it is scrolled. */
export function LeadTable(props: LeadTableProps) {
  const { account, filter, responsible, selected, onChooseStage, onCreate } = props;
  const { t } = useLanguage();
  const { pipelineId, statusId, text } = filter;
  const open = openWanted(filter);
  const [behind, setBehind] = useState<AskFailure>(null);
  const rows = useMemo(
    () =>
      createPagedRows<LeadRow>(async (cursor) => {
        const query = { pipelineId, statusId, responsible, open, text, cursor, limit: PAGE };
        const answer = await window.api.leads.page(query);
        if (answer.ok) setBehind(answer.value.failure);
        return answer;
      }),
    [pipelineId, statusId, responsible, open, text],
  );
  const list = useStore(rows);
  useEffect(() => rows.want(0, 0), [rows]);
  useCardsChange((changed) => concerns(changed, 'leads'), rows.refresh);
  const row = useCallback(
    (lead: LeadRow) => <LeadTableRow lead={lead} currency={account.currency} />,
    [account.currency],
  );

  const isEmpty = list.total === 0 || (list.count === 0 && list.failure === null);
  return (
    <div className={css['table']}>
      <p className={css['count']}>
        {list.total === null ? null : t('deals.count', { count: list.total })}
        {behind === null ? null : <span className={css['behind']}>{t('deals.localOnly')}</span>}
      </p>
      <FailureLine failure={list.failure} />
      {isEmpty ? (
        <p className={css['empty']}>{t('deals.noneFound')}</p>
      ) : (
        <VirtualList
          label={t('deals.title')}
          count={list.count}
          total={list.total}
          rowAt={list.rowAt}
          keyOf={leadKey}
          rowHeight={ROW_HEIGHT}
          selected={selected}
          onPeek={props.onPeek}
          onOpen={props.onOpen}
          onRange={rows.want}
          onRowKey={(event, lead) => {
            const letter = letterOf(event);
            if (letter === 'm') onChooseStage(lead);
            else if (letter === 'n') onCreate();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          rememberAs={`leads ${filter.pipelineId} ${filter.statusId}`}
        >
          {row}
        </VirtualList>
      )}
    </div>
  );
}

const leadKey = ({ id }: LeadRow): number => id;
