import { presetTime } from '../account/tasks/taskPresets.ts';
import { momentOf, wallTimeAt } from '../../i18n/zonedTime.ts';
import { LOST, WON } from '../../preload/constants.ts';
import type { FormChoices, Lead } from '../../preload/contract.ts';

/** The times of a task that one press sets, in the order they are offered. */
export const popPresets = ['inAnHour', 'evening', 'tomorrow', 'monday'] as const;
export type PopPreset = (typeof popPresets)[number];

const EVENING = { hour: 18, minute: 0 };

/** When a preset is due, Unix ms, by the account's clocks; the evening is today's while it is to come, then tomorrow's. */
export function popPresetTime(preset: PopPreset, now: number, timezone: string | null): number {
  if (preset !== 'evening') return presetTime(preset, now, timezone);
  const today = wallTimeAt(now, timezone);
  const evening = momentOf({ ...today, ...EVENING }, timezone);
  return evening > now ? evening : momentOf({ ...today, day: today.day + 1, ...EVENING }, timezone);
}

/** The preset after this one; after the last there is none again. */
export function presetAfter(preset: PopPreset | null): PopPreset | null {
  return popPresets[preset === null ? 0 : popPresets.indexOf(preset) + 1] ?? null;
}

/** Won and lost, in every pipeline (facts/amocrm-api 3.5): a deal is closed with the form, which can ask why. */
const CLOSED: ReadonlySet<number> = new Set([WON, LOST]);

interface StageSteps {
  /** How many open stages the pipeline has, and which the deal is in. */
  readonly count: number;
  readonly at: number;
  readonly colour: string | null;
  readonly now: string;
  /** Null in the last one. */
  readonly next: { readonly id: number; readonly name: string } | null;
}

/** Where a deal stands in its pipeline; null while that is not known. */
export function stageSteps(lead: Pick<Lead, 'id'> | null, choices: FormChoices | null): StageSteps | null {
  const known = choices?.leads.find(({ id }) => id === lead?.id);
  const stages = choices?.dictionary.pipelines
    .find(({ id }) => id === known?.pipelineId)
    ?.statuses.filter(({ id }) => !CLOSED.has(id));
  const at = stages?.findIndex(({ id }) => id === known?.statusId) ?? -1;
  const stage = stages?.[at];
  if (stages === undefined || stage === undefined) return null;
  const next = stages[at + 1] ?? null;
  return { count: stages.length, at, colour: stage.colour, now: stage.name, next };
}
