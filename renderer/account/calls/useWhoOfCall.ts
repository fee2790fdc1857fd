import { useState } from 'react';
import type { Call } from '../../../preload/contract.ts';
import type { PersonRef } from '../person/usePerson.ts';
import { useCallers, type KnownCaller } from './useCallers.ts';

/**
 * Who a call was with: whom the agent chose, else the only one who has the number; `who` is null while neither is known. Once
 * known it stays so, because owners are asked anew as rows change; give the component the call's id as its key.
 */
export function useWhoOfCall(call: Call): {
  readonly who: PersonRef | null;
  readonly owner: KnownCaller | null;
} {
  const caller = useCallers([call])(call);
  const [owner, setOwner] = useState(caller);
  if (caller !== null && caller !== owner) setOwner(caller);
  if (call.chosen !== null) {
    return { who: { entity: call.chosen.entity, id: call.chosen.entityId }, owner };
  }
  return { who: owner === null ? null : { entity: owner.entity, id: owner.id }, owner };
}
