import { useRef, useState } from 'react';
import type { Account, BoardStage, LeadRow } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { BoardColumn } from './BoardColumn.tsx';
import { boardAction } from './boardKeys.ts';
import { cellOf, keptSelection, leadAt, neighbourStage, steppedCell } from './boardModel.ts';
import css from './LeadBoard.module.css';
import { useBoard } from './useBoard.ts';
import { useBoardPlace, useColumnStaysSeen } from './useBoardPlace.ts';
import { useKeyboardStays } from './useKeyboardStays.ts';
import type { StageRef } from './useMoveLead.ts';

interface LeadBoardProps {
  readonly account: Account;
  readonly pipelineId: number;
  readonly responsible: number | null;
  readonly text: string;
  /** The deal whose card is open. */
  readonly selected: number | null;
  /** A card is open and shows whatever the keyboard comes to. */
  readonly followsCard: boolean;
  readonly onPeek: (lead: LeadRow) => void;
  readonly onOpen: (lead: LeadRow) => void;
  readonly onMove: (lead: LeadRow, stage: StageRef) => void;
  readonly onChooseStage: (lead: LeadRow) => void;
  readonly onCreate: () => void;
  readonly onShowAll: (statusId: number) => void;
}

/** The stages of a pipeline side by side. */
export function LeadBoard(props: LeadBoardProps) {
  const { pipelineId, responsible, text } = props;
  const { t } = useLanguage();
  const { value: stages, failure } = useBoard({ pipelineId, responsible, text });
  return (
    <div className={css['place']}>
      <FailureLine failure={failure} />
      {stages === null ? (
        <output className={css['loading']}>{t('app.loading')}</output>
      ) : (
        <Stages {...props} stages={stages} />
      )}
    </div>
  );
}

/** One deal at a time has the keyboard (arrows); Shift with an arrow moves it, and so does the mouse. */
function Stages(props: LeadBoardProps & { readonly stages: readonly BoardStage[] }) {
  const { account, stages, selected, onPeek, onMove } = props;
  const { t } = useLanguage();
  const board = useRef<HTMLElement>(null);
  const [current, setCurrent] = useState<number | null>(selected);
  const [dragged, setDragged] = useState<LeadRow | null>(null);
  const [seen, setSeen] = useState(stages);

  // The board was read again: the keyboard stays with its deal, or with the one in its place.
  if (seen !== stages) {
    setSeen(stages);
    setCurrent(keptSelection(seen, stages, current));
  }
  const first = leadAt(stages, steppedCell(stages, null, 'first'));
  // Before anything was chosen the keyboard is at the first one.
  const lead = leadAt(stages, cellOf(stages, current)) ?? first;

  useKeyboardStays(board);
  useBoardPlace(board, props.pipelineId);
  useColumnStaysSeen(board, selected);

  const goTo = (next: LeadRow): void => {
    setCurrent(next.id);
    if (props.followsCard) onPeek(next);
  };

  useKeyDown(board, (event) => {
    const action = event.isComposing ? null : boardAction(event, lead !== null);
    if (action === null) return;
    event.preventDefault();
    event.stopPropagation();
    switch (action.do) {
      case 'step': {
        const next = leadAt(stages, steppedCell(stages, cellOf(stages, lead?.id ?? null), action.direction));
        return next === null ? undefined : goTo(next);
      }
      case 'move': {
        const stage = lead === null || event.repeat ? null : neighbourStage(stages, lead.id, action.step);
        return lead === null || stage === null ? undefined : onMove(lead, stage);
      }
      case 'open':
        return lead === null ? undefined : props.onOpen(lead);
      case 'chooseStage':
        return lead === null ? undefined : props.onChooseStage(lead);
      case 'create':
        return props.onCreate();
    }
  });

  const drop = (stage: BoardStage): void => {
    if (dragged !== null && dragged.statusId !== stage.statusId) onMove(dragged, stage);
    setDragged(null);
  };

  return (
    <section
      ref={board}
      className={css['board']}
      aria-label={t('deals.title')}
      {...(first === null ? { tabIndex: 0, 'data-main-list': '' } : {})}
    >
      {stages.map((stage) => (
        <BoardColumn
          key={stage.statusId}
          stage={stage}
          account={account}
          saysWhose={props.responsible === null}
          current={lead?.id ?? null}
          selected={selected}
          isTarget={dragged !== null && stage.takesDeals && dragged.statusId !== stage.statusId}
          onPick={(picked) => {
            setCurrent(picked.id);
            onPeek(picked);
          }}
          onOpen={props.onOpen}
          onDrag={setDragged}
          onDrop={drop}
          onShowAll={props.onShowAll}
        />
      ))}
    </section>
  );
}
