import { app, dialog } from 'electron';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open.ts';
import type { textsFor } from './texts.ts';

/** The journal, or null after the reason was said in a dialog: there is no window yet to say it in. */
export function openJournalOrExplain(file: string, texts: ReturnType<typeof textsFor>): Journal | null {
  const opened = openJournal(file);
  if (opened.ok) return opened.value;
  const failure = opened.error;
  if (failure.kind === 'broken') {
    const again = openJournal(file);
    dialog.showErrorBox(app.name, texts.journalBroken(failure.setAside));
    return again.ok ? again.value : null;
  }
  const isNewer = failure.kind === 'newer';
  dialog.showErrorBox(app.name, isNewer ? texts.journalNewer : texts.journalUnavailable(failure.words));
  return null;
}
