/** Unix seconds as PHP's `Y-m-d H:i:s` in a zone. */
export function phpDate(seconds: number, timeZone: string): string {
  // Sweden writes dates so.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    seconds * 1_000,
  );
}
