/** The fields chosen for the pop, by their keys in their order. Pure. */

/** Puts a field at a place, from outside or from another place; places past the end are the end. */
export function placed(chosen: readonly string[], key: string, at: number, most: number): readonly string[] {
  const others = chosen.filter((one) => one !== key);
  if (others.length >= most) return chosen;
  return [...others.slice(0, at), key, ...others.slice(at)];
}

/** One place up (-1) or down (1); at an end it stays. */
export function moved(chosen: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const at = chosen.indexOf(key);
  const to = at + by;
  return at < 0 || to < 0 || to >= chosen.length ? chosen : placed(chosen, key, to, chosen.length);
}
