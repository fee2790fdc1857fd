/** Time as a port: runs once after `delayMs`; the returned function cancels it. */
export type Schedule = (delayMs: number, run: () => void) => () => void;

/** Characters the contract takes in one note. */
export const LONGEST_NOTE = 10_000;

/** `tooLate`: the call was sent already, this text can no longer go with it. */
export type NoteState = 'clean' | 'pending' | 'saved' | 'unsaved' | 'tooLate';

interface NotePorts {
  /** Saves the whole text; answers what came of it. */
  readonly save: (text: string) => Promise<'saved' | 'failed' | 'tooLate'>;
  readonly schedule: Schedule;
  readonly changed: (state: NoteState) => void;
}

/** Saves a note while it is typed; see {@link createNoteSaver}. */
export interface NoteSaver {
  readonly type: (text: string) => void;
  /** Saves now what is not saved yet: on blur, at the end of a call, before the pop is put away. */
  readonly flush: () => void;
}

const TYPING_PAUSE_MS = 300;
const RETRY_MS = 2000;

/** Saves 300 ms after the last key, one request at a time, and again every 2 s until it is saved. */
export function createNoteSaver({ save, schedule, changed }: NotePorts): NoteSaver {
  let wanted: string | null = null;
  let saving = false;
  let cancel: (() => void) | null = null;

  const saveIn = (delayMs: number): void => {
    cancel?.();
    cancel = schedule(delayMs, flush);
  };

  const settle = (text: string, outcome: 'saved' | 'failed' | 'tooLate'): void => {
    saving = false;
    if (outcome === 'tooLate') wanted = null;
    else if (outcome === 'saved' && wanted === text) wanted = null;
    if (wanted === null) {
      changed(outcome === 'tooLate' ? 'tooLate' : 'saved');
    } else if (outcome === 'failed') {
      changed('unsaved');
      saveIn(RETRY_MS);
    } else {
      flush();
    }
  };

  function flush(): void {
    cancel?.();
    cancel = null;
    if (wanted === null || saving) return;
    const text = wanted;
    saving = true;
    void save(text).then((outcome) => {
      settle(text, outcome);
    });
  }

  return {
    type(text) {
      wanted = text;
      changed('pending');
      saveIn(TYPING_PAUSE_MS);
    },
    flush,
  };
}
