import css from './SearchPalette.module.css';

interface MarkedProps {
  readonly name: string;
  readonly text: string;
}

/** A name with the beginnings of its words that were typed marked. */
export function Marked({ name, text }: MarkedProps) {
  const asked = text
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  // Every other part is what stands between words.
  const parts = name.split(/([\p{L}\p{M}\p{N}]+)/u);
  return parts.map((part, index) => {
    const begins = asked.find((word) => part.toLocaleLowerCase().startsWith(word));
    // The parts of one name never change their order.
    // oxlint-disable-next-line react/no-array-index-key
    const key = `${index} ${part}`;
    if (index % 2 === 0 || begins === undefined) return part;
    return (
      <span key={key}>
        <mark className={css['mark']}>{part.slice(0, begins.length)}</mark>
        {part.slice(begins.length)}
      </span>
    );
  });
}
