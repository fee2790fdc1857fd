/**
 * The settings that are worth a look and belong to nobody: switches, choices and ports as they are; of anything else
 * only whether it is there. A setting that is not listed here is not shown, so a new one cannot leak.
 */
const SHOWN_TEXTS: ReadonlySet<string> = new Set([
  'language',
  'theme',
  'popShortcut',
  'resultShortcut',
  'links.shortcut',
  'dial.via',
  'notices.off',
  'pop.incoming',
  'pop.outgoing',
  'pop.corner',
  'pop.internal',
  'pop.featureCodes',
  'pop.anonymous',
  'quietHours.from',
  'quietHours.to',
]);

/** A number that is no port may be somebody's. */
const LARGEST_NUMBER = 9999;
const NAME_OF_A_KEY = /^[A-Za-z]{1,24}$/;

/** One line a setting, `pop.corner: topRight`, in the order of the file. */
export function shownSettings(settings: object, path = ''): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) => {
    const name = NAME_OF_A_KEY.test(key) ? key : '[key]';
    const full = path === '' ? name : `${path}.${name}`;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? shownSettings(value, full)
      : [`${full}: ${shown(full, value)}`];
  });
}

function shown(path: string, value: unknown): string {
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number') {
    const isPort = /port$/i.test(path) && value <= 65_535;
    return isPort || Math.abs(value) <= LARGEST_NUMBER ? String(value) : '[number]';
  }
  const isShown = SHOWN_TEXTS.has(path);
  if (Array.isArray(value)) return isShown ? `[${value.join(', ')}]` : `(${value.length})`;
  if (value === '') return '(empty)';
  return isShown && typeof value === 'string' ? value : '(set)';
}
