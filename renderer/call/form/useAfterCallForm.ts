import { useCallback, useRef } from 'react';
import type { FinishCall } from './AfterCallForm.tsx';
import type { GivenResult } from '../disposition/resultChoices.ts';
import type { CallActions } from '../useCallActions.ts';

/** Gives a call its result: alone as ever, or with the form while that is open. */
export interface ResultWithForm {
  readonly give: (given: GivenResult) => void;
  /** The open form as it is filled in. */
  readonly onForm: (finish: FinishCall) => void;
}

/**
 * @param isOpen the form is on the screen: a result is saved with it, as one
 * @param note the call's note as it is typed
 * @param saved the form was saved and can close
 */
export function useAfterCallForm(
  actions: CallActions,
  isOpen: boolean,
  note: string,
  saved: () => void,
): ResultWithForm {
  const finish = useRef<FinishCall | null>(null);
  const onForm = useCallback((form: FinishCall) => {
    finish.current = form;
  }, []);
  return {
    onForm,
    give(given) {
      if (isOpen && finish.current !== null)
        actions.finish({ ...finish.current(given.result, note), ...given }, saved);
      else actions.log(given);
    },
  };
}
