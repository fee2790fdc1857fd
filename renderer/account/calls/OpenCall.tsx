import type { CallWays } from './callWays.ts';
import { Suspense, useCallback, useRef, useState, type RefObject } from 'react';
import type { Account, Call } from '../../../preload/contract.ts';
import { useCallActions, type CallActions } from '../../call/useCallActions.ts';
import { takesResult } from '../../call/disposition/likelyDisposition.ts';
import type { GivenResult, ResultChoice } from '../../call/disposition/resultChoices.ts';
import { useLanguage } from '../../i18n/language.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { CallDetail } from './lazyCallDetail.ts';
import type { Navigate } from '../useNavigation.ts';
import css from './CallsView.module.css';
import type { ListAction } from './listKeys.ts';

/** The call that is open beside a list, and what keys and rows do with it. */
export interface OpenedCall {
  readonly actions: CallActions;
  readonly detail: RefObject<HTMLElement | null>;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
  /** The open call tells what it does itself with a key; null when it leaves the screen. */
  readonly onWays: (ways: CallWays | null) => void;
  readonly creating: string | null;
  readonly takesResult: boolean;
  readonly undoable: boolean;
  /** The results the open call may be given; undefined while it is being read. */
  readonly results: () => readonly ResultChoice[] | undefined;
  /** Opens a call; the keyboard stays in the list. */
  readonly peek: (id: string) => void;
  /** Opens a call, and the keyboard goes on in it. */
  readonly enter: (id: string) => void;
  /** Opens a call with the step that creates the contact it lacks. */
  readonly create: (id: string) => void;
  /** What a key does with the open call; moving in the list is the list's own. */
  readonly perform: (action: Exclude<ListAction, { readonly do: 'select' }>) => void;
}

/** What can be done with the call that is open, by its place in the window. */
export function useOpenedCall(
  call: Call | null,
  navigate: Navigate,
  changed: (call: Call) => void,
  onLogUnseen: (like: Call | null) => void,
): OpenedCall {
  const [creating, setCreating] = useState<string | null>(null);
  const detail = useRef<HTMLElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const ways = useRef<CallWays>(null);
  const onWays = useCallback((known: CallWays | null) => {
    ways.current = known;
  }, []);
  const actions = useCallActions(call?.id ?? '', changed);
  const peek = (id: string): void => {
    setCreating(null);
    navigate.peek({ kind: 'call', id });
  };
  const giveResult = ({ result, outcome }: GivenResult): void =>
    (ways.current?.give ?? actions.log)({ result, ...(outcome === undefined ? {} : { outcome }) });
  return {
    actions,
    detail,
    noteField,
    onWays,
    creating,
    takesResult: call !== null && takesResult(call),
    undoable: call?.log.state === 'undoable',
    results: () => ways.current?.results,
    peek,
    enter(id) {
      setCreating(null);
      navigate.open({ kind: 'call', id });
      detail.current?.focus();
    },
    create(id) {
      setCreating(id);
      navigate.peek({ kind: 'call', id });
    },
    perform(action) {
      switch (action.do) {
        case 'close':
          return navigate.close();
        case 'leaveField':
          return detail.current?.focus();
        case 'note':
          return noteField.current?.focus();
        case 'undo':
          return actions.undo();
        case 'showOnPop':
          return call ? void window.api.pop.show({ callId: call.id }) : undefined;
        case 'result':
          return giveResult(action);
        case 'dial':
          return ways.current?.dial();
        case 'form':
          return ways.current?.toggleForm();
        case 'move':
          return ways.current?.move();
        case 'script':
          return ways.current?.script();
        case 'logUnseen':
          return onLogUnseen(call);
      }
    },
  };
}

interface OpenCallProps {
  readonly call: Call;
  readonly account: Account;
  readonly opened: OpenedCall;
  readonly navigate: Navigate;
  readonly onChange: (call: Call) => void;
}

/** The open call with everything that can be done about it. */
export function OpenCall({ call, account, opened, navigate, onChange }: OpenCallProps) {
  const { t } = useLanguage();
  const { actions, creating } = opened;
  return (
    <Suspense
      fallback={
        <output className={css['loading']} aria-busy="true">
          {t('app.loading')}
        </output>
      }
    >
      <CallDetail
        key={`${call.id} ${creating === call.id}`}
        createAtOnce={creating === call.id}
        call={call}
        account={account}
        actions={actions}
        noteField={opened.noteField}
        onWays={opened.onWays}
        onChange={onChange}
        navigate={navigate}
      />
      <FailureLine failure={actions.failure} />
    </Suspense>
  );
}
