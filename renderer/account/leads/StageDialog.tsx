import { useState } from 'react';
import type { Dictionary, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { LOST } from '../../../preload/constants.ts';
import { stagesFor } from './leadFilter.ts';
import type { StageRef } from './useMoveLead.ts';

interface StageDialogProps {
  readonly lead: LeadRow;
  /** Where it is to go, when that is decided already and only the reason is asked. */
  readonly stage: StageRef | null;
  readonly dictionary: Dictionary;
  readonly onMove: (stage: StageRef, lossReasonId: number | null) => void;
  readonly onClose: () => void;
}

const NONE = '';

/** Chooses any stage of any pipeline for a deal; a loss asks for its reason. */
export function StageDialog({ lead, stage, dictionary, onMove, onClose }: StageDialogProps) {
  const { t } = useLanguage();
  const start = stage ?? lead;
  const known = dictionary.pipelines.find(({ id }) => id === start.pipelineId);
  const [pipeline, setPipeline] = useState(known ?? dictionary.pipelines[0] ?? null);
  const [statusId, setStatus] = useState(
    stagesFor(known ?? null).some(({ id }) => id === start.statusId)
      ? start.statusId
      : (stagesFor(pipeline)[0]?.id ?? 0),
  );
  const [reason, setReason] = useState(NONE);
  const asksWhy = statusId === LOST && dictionary.lossReasons.length > 0;
  const title = asksWhy ? t('deals.lost', { name: clip(lead.name, 80) }) : t('deals.changeStage');
  return (
    <AskDialog
      title={title}
      confirm={t(asksWhy ? 'deals.loseIt' : 'deals.moveHere')}
      isReady={pipeline !== null}
      tellsEnter
      onConfirm={() => {
        if (pipeline === null) return;
        const why = asksWhy && reason !== NONE ? Number(reason) : null;
        onMove({ pipelineId: pipeline.id, statusId }, why);
      }}
      onClose={onClose}
    >
      {stage === null && dictionary.pipelines.length > 1 ? (
        <Select
          label={t('deals.pipeline')}
          value={String(pipeline?.id ?? NONE)}
          options={dictionary.pipelines.map(({ id, name }) => ({
            value: String(id),
            text: clip(name, 60),
          }))}
          onPick={(id) => {
            const picked = dictionary.pipelines.find((one) => String(one.id) === id) ?? null;
            setPipeline(picked);
            setStatus(stagesFor(picked)[0]?.id ?? 0);
          }}
        />
      ) : null}
      {stage === null ? (
        <Select
          label={t('deals.stage')}
          value={String(statusId)}
          options={stagesFor(pipeline).map(({ id, name }) => ({
            value: String(id),
            text: clip(name, 60),
          }))}
          onPick={(id) => setStatus(Number(id))}
        />
      ) : null}
      {asksWhy ? (
        <Select
          label={t('deals.lossReason')}
          value={reason}
          options={[
            { value: NONE, text: t('deals.noReason') },
            ...dictionary.lossReasons.map(({ id, name }) => ({ value: String(id), text: clip(name, 80) })),
          ]}
          onPick={setReason}
        />
      ) : null}
    </AskDialog>
  );
}
