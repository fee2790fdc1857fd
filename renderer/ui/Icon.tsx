import css from './Icon.module.css';

const paths = {
  callIn: 'M13 3 6 10m0-5v5h5',
  callOut: 'M4 12l7-7m0 5V5H6',
  missed: 'M3 5l5 5 6-6m-4 0h4v4',
  check: 'M3 8.5 6.5 12 13 4.5',
  clock: 'M8 4v4l2.5 2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  alert: 'M8 5v4m0 2.2v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  open: 'M7 4H4v8h8V9M9 3h4v4m0-4L7.5 8.5',
  close: 'M4 4l8 8m0-8-8 8',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8Zm-5 5.5c.5-2.6 2.4-4 5-4s4.500 1.400 5 4',
  phone:
    'M5.500 3 4 3.500C3.500 8 8 12.500 12.500 12l.5-1.500-2.500-1.500-1.200 1C8 9.200 6.800 8 6 6.700l1-1.200Z',
  copy: 'M6 6h7v7H6Zm-3 4V3h7',
  note: 'M3.500 3h9v7.500L9.500 13h-6Zm2.500 3h4m-4 2.500h4',
  company: 'M3 13V3.500h6V13m0-6.500h4V13M2 13h12M5 6h2M5 8.500h2',
  deal: 'M2.500 6h11v7h-11Zm3.500 0V3.500h4V6',
} as const;

export type IconName = keyof typeof paths;

/** A 16-unit line drawing in the colour of the text; the words beside it carry the meaning. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={css['icon']} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
