import { memo, useState } from 'react';
import type { Account, BoardStage, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { BoardCard } from './BoardCard.tsx';
import { StagePill } from '../../ui/StagePill.tsx';
import css from './LeadBoard.module.css';

interface BoardColumnProps {
  readonly stage: BoardStage;
  readonly account: Account;
  readonly saysWhose: boolean;
  /** The deal that has the keyboard on the board. */
  readonly current: number | null;
  /** The deal whose card is open. */
  readonly selected: number | null;
  /** A deal of another stage is being dragged: it can be put here. */
  readonly isTarget: boolean;
  readonly onPick: (lead: LeadRow) => void;
  readonly onOpen: (lead: LeadRow) => void;
  readonly onDrag: (lead: LeadRow | null) => void;
  readonly onDrop: (stage: BoardStage) => void;
  readonly onShowAll: (statusId: number) => void;
}

/** One stage: its name, how many deals and how much money, and the first of them. */
export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { stage, account, isTarget, onDrop } = props;
  const { t, format } = useLanguage();
  const [isOver, setOver] = useState(false);
  const sum = t('deals.stageSum', {
    count: stage.count,
    sum: format.money(stage.sum, account.currency),
  });
  const headId = `stage-${stage.statusId}`;
  return (
    // The mouse's way of moving a deal; the keys have theirs (LeadBoard.tsx).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css['column']}
      data-stage-id={stage.statusId}
      aria-labelledby={headId}
      data-over={isTarget && isOver}
      onDragOver={(event) => {
        if (!isTarget) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop(stage);
      }}
    >
      <header className={css['head']}>
        <h2 id={headId} dir="auto">
          <StagePill stage={clip(stage.name, 60)} colour={stage.colour} />
        </h2>
        <p title={sum}>
          <span className="visuallyHidden">{sum}</span>
          <span aria-hidden="true">
            {format.count(stage.count)} · {format.moneyShort(stage.sum, account.currency)}
          </span>
        </p>
      </header>
      <ul className={css['cards']}>
        {stage.leads.map((lead) => (
          <BoardCard
            key={lead.id}
            lead={lead}
            account={account}
            saysWhose={props.saysWhose}
            isCurrent={lead.id === props.current}
            isSelected={lead.id === props.selected}
            onPick={props.onPick}
            onOpen={props.onOpen}
            onDrag={props.onDrag}
          />
        ))}
      </ul>
      {stage.count > stage.leads.length ? (
        <Button look="quiet" onClick={() => props.onShowAll(stage.statusId)}>
          {t('deals.showAll', { count: stage.count })}
        </Button>
      ) : null}
    </section>
  );
});
