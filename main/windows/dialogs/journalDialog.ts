import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, dialog } from 'electron';
import { COPIES, copiesIn, restoreCopy } from '../../journal/copies/dailyCopies.ts';
import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/openJournal.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** The journal, or null after the reason was said in a dialog: there is no window yet to say it in. */
export function openJournalOrExplain(file: string, t: Translate): Journal | null {
  const opened = openJournal(file);
  if (opened.ok) return opened.value;
  const failure = opened.error;
  if (failure.kind === 'broken') {
    const restored = openNewestCopy(file);
    if (restored !== null) {
      dialog.showErrorBox(
        app.name,
        t('dialog.journalRestored', { path: failure.setAside, copy: basename(restored.copy) }),
      );
      return restored.journal;
    }
    const again = openJournal(file);
    dialog.showErrorBox(app.name, t('dialog.journalBroken', { path: failure.setAside }));
    return again.ok ? again.value : null;
  }
  dialog.showErrorBox(
    app.name,
    failure.kind === 'newer'
      ? t('dialog.journalNewer')
      : t('dialog.journalUnavailable', { words: failure.words }),
  );
  return null;
}

/** The journal from its newest copy that can be opened; null when there is none. */
function openNewestCopy(file: string): { readonly journal: Journal; readonly copy: string } | null {
  for (const copy of copiesIn(join(dirname(file), COPIES))) {
    try {
      restoreCopy(copy, file);
      const opened = openJournal(file);
      if (opened.ok) return { journal: opened.value, copy };
    } catch {
      // The next older one.
    }
    rmSync(file, { force: true });
  }
  return null;
}
