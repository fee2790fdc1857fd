import css from './Spinner.module.css';

/** A turning ring beside words that say what is waited for; it stands still under reduced motion. */
export function Spinner() {
  return <span className={css['spinner']} aria-hidden="true" />;
}
