import { app, dialog } from 'electron';
import { openOrRestore, type Explain } from '../../journal/copies/openOrRestore.ts';
import type { Journal } from '../../journal/journal.ts';
import { systemClock } from '../../common/clock.ts';
import { assertNever } from '../../common/result.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** The journal, or null after the reason was said in a dialog: there is no window yet to say it in. */
export function openJournalOrExplain(file: string, t: Translate): Journal | null {
  const say = (words: string): void => {
    dialog.showErrorBox(app.name, words);
  };
  const explain: Explain = {
    restored(copy, setAside) {
      say(
        setAside === null
          ? t('dialog.journalMissing', { copy })
          : t('dialog.journalRestored', { path: setAside, copy }),
      );
    },
    lost(path) {
      say(t('dialog.journalBroken', { path }));
    },
  };
  const opened = openOrRestore(file, explain, systemClock, 'small');
  if (opened.ok) return opened.value;
  const { error } = opened;
  switch (error.kind) {
    case 'newer':
      say(t('dialog.journalNewer'));
      return null;
    case 'broken':
    case 'unavailable':
      say(t('dialog.journalUnavailable', { words: error.words }));
      return null;
    default:
      return assertNever(error);
  }
}
