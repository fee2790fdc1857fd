import type { App } from 'electron';
import { linkAmong } from '../../phone/phoneLinks.ts';

/** Links the system hands over: with the start, to the running app, or (macOS) as an event of their own. */
export interface IncomingLinks {
  /** Told of each from now on, and of those that came before. */
  hear(take: (link: string) => void): void;
}

/** More that wait than this nobody clicked. */
const MOST_WAITING = 4;

/**
 * Starts to listen; macOS tells of a link before the app is ready.
 *
 * @param started the words this program was started with, its own name first
 */
export function collectLinks(app: Pick<App, 'on'>, started: readonly string[]): IncomingLinks {
  const waiting: string[] = [];
  let take: ((link: string) => void) | null = null;
  const got = (link: string | null): void => {
    if (link === null) return;
    if (take !== null) take(link);
    else if (waiting.length < MOST_WAITING) waiting.push(link);
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    got(url);
  });
  app.on('second-instance', (_event, words) => {
    got(linkAmong(words.slice(1)));
  });
  got(linkAmong(started.slice(1)));
  return {
    hear(to) {
      take = to;
      for (const link of waiting.splice(0)) to(link);
    },
  };
}
