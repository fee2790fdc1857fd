import { useCallback } from 'react';
import type { Answer, ContactOrCompanyCard } from '../../../preload/contract.ts';
import { concerns } from '../../state/cardsChange.ts';
import { useCard } from '../cards/useCard.ts';

/** A person or company. */
export interface PersonRef {
  readonly entity: 'contact' | 'company';
  readonly id: number;
}

type Person = ContactOrCompanyCard | null;

/** Somebody with all that belongs to them, as the copy has it; the CRM is asked when it has been rested at. Null stays of nobody. */
export function usePerson(who: PersonRef | null): ReturnType<typeof useCard<Person>> {
  const entity = who?.entity ?? null;
  const id = who?.id ?? null;
  const read = useCallback(
    async (refresh: boolean): Promise<Answer<Person>> =>
      entity === null || id === null
        ? { ok: true, value: null }
        : window.api.contacts.card({ entity, id, refresh }),
    [entity, id],
  );
  return useCard<Person>(read, (changed) => concerns(changed, 'contacts', 'companies', 'leads', 'tasks'));
}
