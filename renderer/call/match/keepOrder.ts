/** `next` in the order it was already shown in, what is new at the end: nothing moves under the cursor. */
export function keepOrder<T extends { readonly id: number }>(
  shown: readonly T[],
  next: readonly T[],
): readonly T[] {
  const kept = shown.flatMap(({ id }) => next.find((item) => item.id === id) ?? []);
  return [...kept, ...next.filter((item) => !kept.includes(item))];
}
