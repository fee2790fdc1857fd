import { useState } from 'react';
import type { FormChoices } from '../../../preload/contract.ts';

type Pipelines = FormChoices['dictionary']['pipelines'];

/** The first deal of somebody new, as it is filled in: without a name there is none. */
export interface NewDeal {
  readonly name: string;
  readonly setName: (name: string) => void;
  readonly pipelines: Pipelines;
  readonly pipeline: Pipelines[number] | null;
  readonly setPipeline: (id: number) => void;
  /** A deal can be put into these. */
  readonly stages: Pipelines[number]['statuses'];
  readonly statusId: number | null;
  readonly setStage: (id: number) => void;
  /** As it is written; nothing where there is no name. */
  readonly asked: () => {
    readonly deal?: {
      readonly name: string;
      readonly pipelineId: number | null;
      readonly statusId: number | null;
    };
  };
}

/** @param offered the pipeline that is offered first; null: the account's first */
export function useNewDeal(pipelines: Pipelines, offered: number | null): NewDeal {
  const [name, setName] = useState('');
  const [picked, setPicked] = useState<number | null>(null);
  const [stage, setStage] = useState<number | null>(null);
  const pipeline = pipelines.find(({ id }) => id === (picked ?? offered)) ?? pipelines[0] ?? null;
  const stages = pipeline?.statuses.filter(({ isIncoming }) => !isIncoming) ?? [];
  const statusId = (stages.find(({ id }) => id === stage) ?? stages[0])?.id ?? null;
  return {
    name,
    setName,
    pipelines,
    pipeline,
    setPipeline: setPicked,
    stages,
    statusId,
    setStage,
    asked: () =>
      name.trim() === '' ? {} : { deal: { name: name.trim(), pipelineId: pipeline?.id ?? null, statusId } },
  };
}
