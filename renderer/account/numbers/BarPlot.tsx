import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import css from './Numbers.module.css';

/** One kind of bar: what it counts, and how many at each place. */
export interface BarSeries {
  readonly label: string;
  readonly tone: 'talk' | 'try' | 'missed';
  readonly values: readonly number[];
}

interface BarPlotProps {
  /** What is plotted, for screen readers. */
  readonly label: string;
  /** The places from left to right: short names for the axis, whole ones for the reading. */
  readonly places: readonly { readonly short: string; readonly name: string }[];
  /** From the bottom up. */
  readonly series: readonly BarSeries[];
}

const HEIGHT = 168;

/** Bars on each other, one place beside the other; the place under the pointer is read out below. A table says the same to those who do not see it. */
export function BarPlot({ label, places, series }: BarPlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);

  useEffect(() => {
    const place = box.current;
    if (place === null) return undefined;
    const colourOf = (tone: string): string => {
      const swatch = place.parentElement?.querySelector(`[data-tone="${tone}"]`);
      return swatch instanceof HTMLElement ? getComputedStyle(swatch).color : 'currentColor';
    };
    const quiet = getComputedStyle(place).color;
    const bars = UPlot.paths.bars?.({ size: [0.62, 28], radius: 0.15 });
    const stacked = stack(series.map(({ values }) => values));
    const most = Math.max(4, ...(stacked.at(-1) ?? []));
    const axis = { stroke: quiet, font: getComputedStyle(place).font, ticks: { show: false } };
    const plot = new UPlot(
      {
        width: place.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        scales: { x: { time: false, range: [-0.5, places.length - 0.5] }, y: { range: [0, most] } },
        axes: [
          {
            ...axis,
            size: 28,
            grid: { show: false },
            incrs: [1, 2, 3, 4, 6, 7],
            space: 28,
            values: (_plot, ticks) => ticks.map((tick) => places[tick]?.short ?? ''),
          },
          {
            ...axis,
            size: 32,
            incrs: [1, 2, 5, 10, 20, 50, 100],
            grid: { stroke: colourOf('grid'), width: 1 },
          },
        ],
        // The highest is drawn first, and the others over it.
        series: [
          {},
          ...series
            .map(({ tone }) => ({
              fill: colourOf(tone),
              width: 0,
              ...(bars === undefined ? {} : { paths: bars }),
              points: { show: false },
            }))
            .toReversed(),
        ],
        hooks: { setCursor: [({ cursor }) => setAt(cursor.idx ?? null)] },
      },
      [places.map((_, index) => index), ...stacked.toReversed()],
      place,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
    observer.observe(place);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [places, series]);

  const read = at === null ? undefined : places[at];
  return (
    <figure className={css['plot']} aria-label={label}>
      <figcaption className={css['legend']}>
        <span className={css['title']}>{label}</span>
        {series.map(({ label: words, tone }) => (
          <span key={tone} className={css['key']}>
            <i className={css['swatch']} data-tone={tone} />
            {words}
          </span>
        ))}
        <i className={css['swatch']} data-tone="grid" hidden />
        <span className={css['read']} aria-hidden="true">
          {read === undefined || at === null
            ? null
            : [read.name, ...series.map(({ label: words, values }) => `${words} ${values[at] ?? 0}`)].join(
                ' · ',
              )}
        </span>
      </figcaption>
      <div ref={box} className={css['canvas']} aria-hidden="true" />
      <table className="visuallyHidden">
        <thead>
          <tr>
            <th scope="col">{label}</th>
            {series.map(({ label: words, tone }) => (
              <th key={tone} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map(({ name }, index) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {series.map(({ tone, values }) => (
                <td key={tone}>{values[index] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Each row with all rows below it added. */
function stack(rows: readonly (readonly number[])[]): number[][] {
  const sums: number[][] = [];
  for (const row of rows) {
    const below = sums.at(-1);
    sums.push(row.map((value, index) => value + (below?.[index] ?? 0)));
  }
  return sums;
}
