const DAY_S = 86_400;

/**
 * The midnight that ends the day `now` is in.
 * @param now Unix ms
 * @param timezone IANA name; null, or one this computer does not know, is its own
 * @returns Unix ms
 */
export function endOfDay(now: number, timezone: string | null): number {
  const clock = wallClock(timezone);
  const guess = now - (now % 1_000) + (DAY_S - secondOfDay(clock, now)) * 1_000;
  // The clocks may have been put forward or back meanwhile: at the guess it is then not midnight.
  const off = secondOfDay(clock, guess);
  return off > DAY_S / 2 ? guess + (DAY_S - off) * 1_000 : guess - off * 1_000;
}

function secondOfDay(clock: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return (parts.get('hour') ?? 0) * 3_600 + (parts.get('minute') ?? 0) * 60 + (parts.get('second') ?? 0);
}

function wallClock(timezone: string | null): Intl.DateTimeFormat {
  const shape = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en', timezone === null ? shape : { ...shape, timeZone: timezone });
  } catch {
    return new Intl.DateTimeFormat('en', shape);
  }
}
