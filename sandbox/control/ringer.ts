/** What a softphone tells of a call, in the words of Ringside's hook. */
export const RING_EVENTS = [
  { event: 'ringing', ru: 'Звонит', en: 'Rings' },
  { event: 'dialing', ru: 'Исходящий', en: 'Dials' },
  { event: 'answered', ru: 'Ответили', en: 'Answered' },
  { event: 'ended', ru: 'Завершён', en: 'Ended' },
  { event: 'missed', ru: 'Пропущен', en: 'Missed' },
] as const;

/** How the last press of a button ended. */
export interface LastRing {
  readonly event: string;
  readonly number: string;
  readonly outcome: 'heard' | 'badHook' | 'noHook' | 'refused' | 'notReached';
}

/** Plays a softphone for the page: tells Ringside's hook of a call. */
export interface Ringer {
  /** @param hook as copied from Ringside; '' takes the one given before */
  ring(hook: string, event: string, number: string): Promise<void>;
  hasHook(): boolean;
  last(): LastRing | null;
}

const PATIENCE_MS = 2_000;

/**
 * The hook's address is a secret: it is kept in memory, never shown again and never written down. The
 * request is made here and not by the browser, because the hook refuses web pages; it goes to this
 * computer only, and only to a path that is a hook's.
 */
export function createRinger(): Ringer {
  let kept: URL | null = null;
  let last: LastRing | null = null;

  async function tell(hook: string, event: string, number: string): Promise<LastRing['outcome']> {
    if (hook !== '') {
      const given = hookOf(hook);
      if (given === null) return 'badHook';
      kept = given;
    }
    if (kept === null) return 'noHook';
    if (!RING_EVENTS.some((one) => one.event === event)) return 'refused';
    const url = new URL(kept);
    url.pathname = url.pathname.replace(/[^/]+$/u, event);
    url.search = new URLSearchParams({ number }).toString();
    try {
      const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
      return answer.ok ? 'heard' : 'refused';
    } catch {
      return 'notReached';
    }
  }

  return {
    async ring(hook, event, number) {
      last = { event, number, outcome: await tell(hook.trim(), event, number.trim()) };
    },
    hasHook: () => kept !== null,
    last: () => last,
  };
}

/** The address if it is a hook's on this computer, null for any other. */
function hookOf(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  const isHook = /^\/v1\/hook\/[\w-]{16,}\/[a-z]+$/u.test(url.pathname);
  const isPlain = url.protocol === 'http:' && url.username === '' && url.password === '';
  return isHere && isHook && isPlain ? url : null;
}
