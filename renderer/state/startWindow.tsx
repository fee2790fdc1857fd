import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import '../ui/theme.css';
import { warmUpSpeech } from '../i18n/language.ts';
import { showKeysWithAlt } from '../ui/showKeys.ts';
import { loadAppInfo, type AppInfo } from './appInfo.ts';

/**
 * Reads what the window is and puts its React tree in the place of the pre-rendered shell.
 *
 * @param loaded what the first picture shows; waited for, so that the window appears once and complete
 */
export async function startWindow(
  content: (info: AppInfo) => ReactNode,
  loaded: Promise<void> = Promise.resolve(),
): Promise<void> {
  const place = document.getElementById('root');
  if (!place) throw new Error('the page has no #root');
  const asked = Promise.all([loadAppInfo(), loaded]);
  // Main takes some milliseconds to answer: what the first picture needs anyway is done meanwhile.
  const root = createRoot(place);
  warmUpSpeech();
  showKeysWithAlt();
  const [info] = await asked;
  // Mounted when this returns: the first fact that arrives finds its place.
  flushSync(() => {
    root.render(info === null ? <CannotStart /> : content(info));
  });
  // The first frame is the one that paints it.
  requestAnimationFrame(() => {
    requestAnimationFrame(() => void window.api.app.shown());
  });
}

/** The one text that is in no catalogue: main, who has them, did not answer. */
function CannotStart() {
  return (
    <p role="alert" lang="en">
      This window could not get its data. Close it and open it again.
    </p>
  );
}
