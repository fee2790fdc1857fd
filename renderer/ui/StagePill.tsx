import css from './StagePill.module.css';
import { stageColour } from './givenColours.ts';

interface StagePillProps {
  readonly stage: string;
  /** As the CRM has it, null for none: the pill keeps its hue only. */
  readonly colour: string | null;
}

/** A deal's stage. Cut where it is narrow; the whole name is its tooltip. */
export function StagePill({ stage, colour }: StagePillProps) {
  return (
    <span className={css['pill']} title={stage} {...stageColour(colour)}>
      <span dir="auto">{stage}</span>
    </span>
  );
}
