/**
 * A `Y-m-d H:i:s` of a task or note as Unix seconds; null for anything else. Which zone the CRM means is UNCERTAIN
 * (crm-api.md 5.2): the account's, or UTC. The caller says which, here and nowhere else.
 *
 * @param timeZone an IANA name
 */
export function secondsOfPhpDate(date: string, timeZone: string): number | null {
  const [, y, mo, d, h, mi, s] = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/u.exec(date) ?? [];
  if (y === undefined) return null;
  const utc = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== date.slice(0, 10)) return null;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = utc - offsetAt(utc, timeZone);
  return Math.floor((utc - offsetAt(guess, timeZone)) / 1_000);
}

/** How far the zone's clocks are ahead of UTC at a moment, ms. */
function offsetAt(moment: number, timeZone: string): number {
  const whole = Math.floor(moment / 1_000) * 1_000;
  // Sweden writes dates as ISO does.
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(whole);
  return Date.parse(`${local.replace(' ', 'T')}Z`) - whole;
}
