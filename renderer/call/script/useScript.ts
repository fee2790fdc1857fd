import { useCallback, useEffect, useState } from 'react';
import { scriptOf } from '../../../preload/constants.ts';
import type { Call, CallScript, OpenScript, ScriptQuestion } from '../../../preload/contract.ts';
import { scriptsStore } from '../../state/scriptsStore.ts';
import { useAsk, type AskFailure } from '../../state/ask.ts';
import { useStore } from '../../state/useStore.ts';
import type { FormTarget } from '../form/formDraft.ts';
import { createAnswerOrder } from './answerOrder.ts';

/** The script of a call, and whether its line has any: that is known at first sight, and does not depend on the deal. */
export function useScriptOf(
  call: Pick<Call, 'account' | 'line'>,
  pipelineId: number | null,
): { readonly script: CallScript | null; readonly hasScripts: boolean } {
  const scripts = useStore(scriptsStore())?.[call.account] ?? [];
  return {
    script: scriptOf(scripts, call, pipelineId),
    hasScripts: scripts.some(
      ({ lines }) => lines.length === 0 || (call.line !== null && lines.includes(call.line)),
    ),
  };
}

interface Opened {
  /** Null while it is read. */
  readonly open: OpenScript | null;
  /** An answer that goes into a field; null empties it. */
  readonly answer: (question: ScriptQuestion, value: string | null) => void;
  readonly failure: AskFailure;
}

/** What a script says, with the answers its fields have: read when it is opened, and again when main says so. */
export function useOpenScript(
  { id: callId, account }: Pick<Call, 'id' | 'account'>,
  file: string,
  target: FormTarget | null,
  leadId: number | null,
): Opened {
  const [open, setOpen] = useState<OpenScript | null>(null);
  const [ask, failure] = useAsk();
  const [order] = useState(createAnswerOrder);
  const [entity, id] = [target?.entity, target?.id];
  const query = useCallback(
    () => ({
      callId,
      file,
      target: entity === undefined || id === undefined ? null : { entity, id },
      leadId,
    }),
    [callId, file, entity, id, leadId],
  );
  useEffect(() => {
    const read = (): void => {
      const isNewest = order.begin();
      ask(window.api.scripts.ofCall(query()), (value) => {
        if (isNewest()) setOpen(value);
      });
    };
    read();
    const stops = [
      window.api.on('popFields', (changed) => {
        if (changed.account === account) read();
      }),
      window.api.on('scripts', read),
    ];
    return () => {
      order.forget();
      for (const stop of stops) stop();
    };
  }, [ask, account, order, query]);
  const answer = useCallback<Opened['answer']>(
    (question, value) => {
      const isNewest = order.begin();
      ask(window.api.scripts.answer({ ...query(), question: question.id, value }), (now) => {
        if (isNewest()) setOpen(now);
      });
    },
    [ask, order, query],
  );
  return { open, answer, failure };
}
