/** What a body says of one entity: enough to tell whether the same body may be another event. */
export interface Mark {
  /** `leads 5001`. */
  readonly entity: string;
  /** `delete`. */
  readonly deed: string;
  /** When the CRM says the entity was changed, seconds; null where it says nothing, as of deletions (crm-api.md 5.2). */
  readonly time: number | null;
}

/** `leads[delete][0][id]`: what happened to whom, and which property. */
const SHAPE = /^(\w+)\[(\w+)\]\[(\d+)\](?:\[note\])?\[(id|uid|updated_at|last_modified)\]$/u;
/** Of the keys above, percent-encoded whole; longer ones cannot be one of them. */
const LONGEST_KEY = 200;
const LONGEST_VALUE = 64;

/**
 * The entities a percent-encoded body speaks of, without reading the rest. Never empty: a body that names none speaks of
 * whatever its first keys are.
 */
export function marksOf(body: string): readonly Mark[] {
  const items = new Map<string, { group: string; deed: string; id: string | null; time: number | null }>();
  const groups = new Set<string>();
  for (let start = 0; start <= body.length;) {
    const next = body.indexOf('&', start);
    const end = next < 0 ? body.length : next;
    const equals = body.indexOf('=', start);
    if (equals > start && equals < end && equals - start <= LONGEST_KEY) {
      const found = readKey(body, start, equals);
      if (found?.property === null) groups.add(found.group);
      else if (found !== null && end - equals <= LONGEST_VALUE) {
        const place = `${found.group} ${found.deed} ${found.index}`;
        const item = items.get(place) ?? { group: found.group, deed: found.deed, id: null, time: null };
        items.set(place, item);
        const value = body.slice(equals + 1, end);
        if (found.property === 'id' || found.property === 'uid') item.id ??= value;
        else if (/^\d{1,12}$/u.test(value)) item.time = Math.max(item.time ?? 0, Number(value));
      }
    }
    start = end + 1;
  }
  const marks = [...items.values()].flatMap(({ group, deed, id, time }) =>
    id === null ? [] : [{ entity: `${group} ${id}`, deed, time }],
  );
  if (marks.length > 0) return marks;
  return [...groups].map((group) => ({ entity: group, deed: '', time: null }));
}

interface Key {
  readonly group: string;
  readonly deed: string;
  readonly index: string;
  /** Null: none that matters here. */
  readonly property: string | null;
}

function readKey(body: string, start: number, equals: number): Key | null {
  // Most keys are of fields: they end neither so nor so, and are not decoded.
  const tail = body.slice(Math.max(start, equals - 20), equals);
  if (!/(?:id|updated_at|last_modified)(?:\]|%5d)$/iu.test(tail)) {
    const group = /^\w+/u.exec(body.slice(start, Math.min(equals, start + 40)))?.[0];
    return group === undefined || group === 'account' ? null : { group, deed: '', index: '', property: null };
  }
  const key = decoded(body.slice(start, equals));
  const found = SHAPE.exec(key);
  if (found === null) return null;
  const [, group = '', deed = '', index = '', property = ''] = found;
  // A note is an entity of its own, and no event of the lead it hangs on.
  return group === 'account'
    ? null
    : { group: deed === 'note' ? `${group} note` : group, deed, index, property };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
