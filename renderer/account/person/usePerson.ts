import { useCallback } from 'react';
import type { ContactOrCompanyCard } from '../../../preload/contract.ts';
import { concerns } from '../../state/cardsChange.ts';
import { useCard } from '../cards/useCard.ts';

/** A person or company. */
export interface PersonRef {
  readonly entity: 'contact' | 'company';
  readonly id: number;
}

/** Somebody with all that belongs to them, as the copy has it; the CRM is asked when it has been rested at. */
export function usePerson({ entity, id }: PersonRef): ReturnType<typeof useCard<ContactOrCompanyCard>> {
  const read = useCallback(
    (refresh: boolean) => window.api.contacts.card({ entity, id, refresh }),
    [entity, id],
  );
  return useCard<ContactOrCompanyCard>(read, (changed) =>
    concerns(changed, 'contacts', 'companies', 'leads', 'tasks'),
  );
}
