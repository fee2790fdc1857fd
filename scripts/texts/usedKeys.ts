/**
 * Finds the messages that a source says: keys written in full, and for a template such as `failure.${code}` every key
 * that begins like it and has one more part.
 */
export function keyFinder(keys: readonly string[]): (source: string) => readonly string[] {
  const known = new Set(keys);
  const byBeginning = new Map<string, string[]>();
  for (const key of keys) {
    const beginning = key.slice(0, key.lastIndexOf('.') + 1);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), key]);
  }
  return (source) => [
    ...[...source.matchAll(/'([\w.-]+)'/g)].flatMap(([, key = '']) => (known.has(key) ? [key] : [])),
    ...[...source.matchAll(/`([\w.-]+\.)\$\{/g)].flatMap(
      ([, beginning = '']) => byBeginning.get(beginning) ?? [],
    ),
  ];
}
