import css from './Welcome.module.css';

/** Ringside's mark and its name: a ring, and someone at its side. */
export function Mark({ name }: { readonly name: string }) {
  return (
    <p className={css['brand']}>
      <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path className={css['ring']} d="M11.7 5.03A8 8 0 1 0 18.97 12.3" />
        <circle className={css['live']} cx="18.300" cy="5.700" r="3.300" />
      </svg>
      {name}
    </p>
  );
}
