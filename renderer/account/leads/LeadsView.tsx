import { useState } from 'react';
import type { LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { useDictionary } from '../dictionaryStore.ts';
import type { ViewProps } from '../viewProps.ts';
import { LeadBoard } from './LeadBoard.tsx';
import { LeadFilterBar } from './LeadFilterBar.tsx';
import { LOST } from '../../../preload/constants.ts';
import { boardPipeline, useLeadFilter } from './leadFilter.ts';
import css from './LeadsView.module.css';
import { LeadTable } from './LeadTable.tsx';
import { NewLead } from './NewLead.tsx';
import { StageDialog } from './StageDialog.tsx';
import { useMoveLead, type StageRef } from './useMoveLead.ts';

/** The dialog that is open: for a new deal, or for moving one, perhaps with its stage chosen already. */
type Open =
  | { readonly what: 'none' | 'new' }
  | { readonly what: 'stage'; readonly lead: LeadRow; readonly stage: StageRef | null };

/** Deals as a board of stages or as a list; the card of the selected one is beside it. */
export function LeadsView({ account, place, navigate }: ViewProps<'leads'>) {
  const { t } = useLanguage();
  const dictionary = useDictionary();
  const [filter, change] = useLeadFilter();
  const [open, setOpen] = useState<Open>({ what: 'none' });
  const moving = useMoveLead();

  if (dictionary === null) return <output className={css['loading']}>{t('app.loading')}</output>;
  const pipeline = boardPipeline(filter, dictionary);
  const responsible = place.filter === 'mine' ? account.userId : null;
  const selected = place.card?.kind === 'lead' ? place.card.id : null;
  const close = (): void => setOpen({ what: 'none' });
  const move = (lead: LeadRow, stage: StageRef): void => {
    const asksWhy = stage.statusId === LOST && dictionary.lossReasons.length > 0;
    if (asksWhy) setOpen({ what: 'stage', lead, stage });
    else moving.move(lead, stage);
  };
  const listed = {
    account,
    selected,
    onPeek: (lead: LeadRow) => navigate.peek({ kind: 'lead', id: lead.id }),
    onOpen: (lead: LeadRow) => navigate.open({ kind: 'lead', id: lead.id }),
    onChooseStage: (lead: LeadRow) => setOpen({ what: 'stage', lead, stage: null }),
    onCreate: () => setOpen({ what: 'new' }),
  };
  return (
    <div className={css['view']}>
      <LeadFilterBar
        dictionary={dictionary}
        filter={filter}
        pipeline={pipeline}
        onChange={change}
        onCreate={listed.onCreate}
      />
      {filter.look === 'board' && pipeline === null ? (
        <p className={css['empty']}>{t('deals.noPipelines')}</p>
      ) : null}
      {filter.look === 'board' && pipeline !== null ? (
        <LeadBoard
          key={pipeline.id}
          pipelineId={pipeline.id}
          responsible={responsible}
          text={filter.text}
          followsCard={place.card !== null}
          onMove={move}
          onShowAll={(statusId) => change({ look: 'list', pipelineId: pipeline.id, statusId })}
          {...listed}
        />
      ) : null}
      {filter.look === 'list' ? <LeadTable filter={filter} responsible={responsible} {...listed} /> : null}
      <footer className={css['foot']}>
        <output>
          {moving.failure === null && moving.moved !== null
            ? t('deals.moved', {
                name: clip(moving.moved.lead.name, 60),
                stage: stageName(moving.moved.stage) ?? t('deals.unknownStage'),
              })
            : null}
        </output>
        <FailureLine failure={moving.failure} />
        <p id="deal-keys" className={css['keys']}>
          {t(filter.look === 'board' ? 'deals.boardKeys' : 'deals.listKeys')}
        </p>
      </footer>
      {open.what === 'new' ? (
        <NewLead
          account={account}
          contact={null}
          pipelineId={pipeline?.id ?? null}
          onClose={close}
          onCreated={(id) => {
            close();
            navigate.open({ kind: 'lead', id });
          }}
        />
      ) : null}
      {open.what === 'stage' ? (
        <StageDialog
          lead={open.lead}
          stage={open.stage}
          dictionary={dictionary}
          onMove={(stage, reason) => {
            moving.move(open.lead, stage, reason ?? undefined);
            close();
          }}
          onClose={close}
        />
      ) : null}
    </div>
  );

  function stageName({ pipelineId, statusId }: StageRef): string | undefined {
    return dictionary?.pipelines
      .find(({ id }) => id === pipelineId)
      ?.statuses.find(({ id }) => id === statusId)?.name;
  }
}
