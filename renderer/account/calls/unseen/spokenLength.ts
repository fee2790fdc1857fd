const SECOND = 1000;
const DAY_S = 86_400;

/**
 * How long somebody says that they talked, in ms: `5` is minutes, `5:30` and `1:02:03` are what they look like, and nothing
 * is nobody answered. Null while it is no length, and from a day on.
 */
export function spokenLength(text: string): number | null {
  const typed = text.trim();
  if (typed === '') return 0;
  if (!/^\d{1,4}(?::[0-5]\d){0,2}$/u.test(typed)) return null;
  const parts = typed.split(':').map(Number);
  const [minutes = 0, seconds = 0] = parts.length === 3 ? [] : parts;
  const [hours = 0, after = 0, rest = 0] = parts.length === 3 ? parts : [0, minutes, seconds];
  const whole = (hours * 60 + after) * 60 + rest;
  return whole < DAY_S ? whole * SECOND : null;
}
