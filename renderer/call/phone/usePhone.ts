import { useEffect, useState } from 'react';
import type {
  CallAction,
  ColleagueView,
  ControlFailureCode,
  PopEntry,
  RequestError,
} from '../../../preload/contract.ts';
import { useAsk } from '../../state/ask.ts';
import type { PhoneStep } from './phoneStep.ts';

/** To whom a call can be handed over, the responsible first. */
interface Colleagues {
  readonly responsible: ColleagueView | null;
  readonly others: readonly ColleagueView[];
}

/** What the keys of the phone do, and why the last of it did not work. */
export interface PhoneHands {
  readonly step: (step: PhoneStep) => void;
  /** Hands the caller over to an extension or number: at once, or after asking. */
  readonly handOver: (to: string, how: 'transfer' | 'consult') => void;
  readonly colleagues: Colleagues;
  readonly refusal: ControlFailureCode | null;
  readonly failure: RequestError['code'] | null;
}

const NOBODY: Colleagues = { responsible: null, others: [] };

/** @param target whom the pop shows @param leadId the deal the call is saved to */
export function usePhone(
  { call, phone }: Pick<PopEntry, 'call' | 'phone'>,
  target: { readonly entity: 'contact' | 'company'; readonly id: number } | null,
  leadId: number | null,
  setPanel: (panel: 'none' | 'transfer') => void,
): PhoneHands {
  const [colleagues, setColleagues] = useState(NOBODY);
  const [refusal, setRefusal] = useState<ControlFailureCode | null>(null);
  const [ask, failure] = useAsk();
  const canHandOver = phone?.able.some((name) => name === 'transfer' || name === 'consult') === true;
  const { entity, id } = target ?? { entity: null, id: null };

  // After the ring has been painted: nobody hands over what has not been answered.
  useEffect(() => {
    if (!canHandOver) return undefined;
    let isNewest = true;
    const whom = entity === null || id === null ? null : { entity, id };
    ask(window.api.calls.colleagues({ callId: call.id, target: whom, leadId }), (found) => {
      if (isNewest) setColleagues(found);
    });
    return () => {
      isNewest = false;
    };
  }, [ask, call.id, canHandOver, entity, id, leadId]);

  function perform(action: CallAction): void {
    ask(window.api.calls.control({ callId: call.id, action }), (answer) => {
      setRefusal(answer.outcome === 'failed' ? answer.reason : null);
      if (answer.outcome === 'done') setPanel('none');
    });
  }

  return {
    step(step) {
      const to = colleagues.responsible?.number ?? null;
      switch (step) {
        case 'hold':
          return perform({ do: 'hold', on: call.held !== true });
        case 'mute':
          return perform({ do: 'mute', on: phone?.muted !== true });
        case 'transfer':
          // Where the CRM does not tell their number it is to be typed.
          return to === null ? setPanel('transfer') : perform({ do: 'transfer', to });
        case 'colleagues':
          return setPanel('transfer');
        default:
          return perform({ do: step });
      }
    },
    handOver: (to, how) => perform({ do: how, to }),
    colleagues,
    refusal,
    failure,
  };
}
