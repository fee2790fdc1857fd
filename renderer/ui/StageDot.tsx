import css from './StageDot.module.css';

/** The colour of a deal's stage as the CRM has it; the stage's name stands beside it. */
export function StageDot({ colour }: { readonly colour: string | null }) {
  return <span className={css['dot']} aria-hidden="true" style={{ backgroundColor: colour ?? undefined }} />;
}
