/** Keeps a value under a key and forgets the oldest ones beyond `most`: what another program forgot to end must not fill the memory. */
export function remember<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of [...map.keys()].slice(0, Math.max(0, map.size - most))) map.delete(oldest);
}
