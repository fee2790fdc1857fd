import { useCallback, useEffect, useState } from 'react';
import type { PopEntry, ShownField } from '../../preload/contract.ts';
import type { FormTarget } from '../call/form/formDraft.ts';
import { useAsk, type AskFailure } from '../state/ask.ts';

/** What can be done with the fields of the caller. */
export interface FieldHands {
  /** As `ShownField.values` says it; null empties it. */
  set(key: string, value: string | null, then?: () => void): void;
  /** Why the last change was not taken. */
  readonly failure: AskFailure;
}

const NONE: readonly ShownField[] = [];

/** What the chosen fields say of whoever the pop shows: asked for after the paint, and again when main says so. */
export function usePopFields(
  { call, account }: Pick<PopEntry, 'call' | 'account'>,
  target: FormTarget | null,
  leadId: number | null,
): readonly [readonly ShownField[], FieldHands] {
  const [fields, setFields] = useState(NONE);
  const [ask, failure] = useAsk();
  const [entity, id] = [target?.entity, target?.id];
  const callId = call.id;
  useEffect(() => {
    if (entity === undefined || id === undefined) return undefined;
    let wanted = true;
    const read = (): void => {
      void window.api.fields.ofCall({ callId, target: { entity, id }, leadId }).then((answer) => {
        if (wanted && answer.ok) setFields(answer.value);
      });
    };
    // The name first: this is two frames later, as the report of its paint (paintReport.ts).
    requestAnimationFrame(() => requestAnimationFrame(read));
    const stop = window.api.on('popFields', (changed) => {
      if (changed.account === account.key) read();
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [account.key, callId, entity, id, leadId]);
  const set = useCallback<FieldHands['set']>(
    (key, value, then) => {
      if (entity === undefined || id === undefined) return;
      ask(window.api.fields.set({ callId, target: { entity, id }, leadId, key, value }), (now) => {
        setFields(now);
        then?.();
      });
    },
    [ask, callId, entity, id, leadId],
  );
  return [target === null ? NONE : fields, { set, failure }];
}
