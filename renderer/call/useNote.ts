import { useEffect, useState } from 'react';
import type { Call } from '../../preload/contract.ts';
import { createNoteSaver, type NoteSaver, type NoteState } from '../state/noteSaver.ts';

/** The note of a call while it is typed. */
export interface Note {
  readonly text: string;
  readonly state: NoteState;
  readonly type: (text: string) => void;
  /** Saves now what is not saved yet. */
  readonly flush: () => void;
}

const systemSchedule = (delayMs: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, delayMs);
  return () => {
    clearTimeout(timer);
  };
};

async function save(callId: string, note: string): Promise<'saved' | 'failed' | 'tooLate'> {
  const answer = await window.api.calls.setNote({ callId, note });
  if (answer.ok) return 'saved';
  return answer.error.code === 'tooLate' || answer.error.code === 'unknownCall' ? 'tooLate' : 'failed';
}

/** Keeps what is typed and saves it; one hook per call (give the component the call's id as its key). */
export function useNote(call: Call): Note {
  const [text, setText] = useState(call.note);
  const [state, setState] = useState<NoteState>('clean');
  const [saver] = useState<NoteSaver>(() =>
    createNoteSaver({ save: (note) => save(call.id, note), schedule: systemSchedule, changed: setState }),
  );

  // Written in another window meanwhile: taken over unless something is being typed here.
  const [stored, setStored] = useState(call.note);
  if (stored !== call.note) {
    setStored(call.note);
    if (state === 'clean' || state === 'saved') setText(call.note);
  }

  useEffect(() => {
    if (call.state === 'ended') saver.flush();
  }, [call.state, saver]);

  useEffect(() => {
    window.addEventListener('pagehide', saver.flush);
    window.addEventListener('blur', saver.flush);
    return () => {
      window.removeEventListener('pagehide', saver.flush);
      window.removeEventListener('blur', saver.flush);
      saver.flush();
    };
  }, [saver]);

  return {
    text,
    state,
    type(next) {
      setText(next);
      saver.type(next);
    },
    flush: saver.flush,
  };
}
