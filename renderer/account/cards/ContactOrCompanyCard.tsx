import { useEffect } from 'react';
import { PersonDetail } from '../person/PersonDetail.tsx';
import { usePerson } from '../person/usePerson.ts';
import type { CardProps } from '../viewProps.ts';

/** A person or company beside a list. */
export function ContactOrCompanyCard({ account, card: ref, navigate }: CardProps) {
  const entity = ref.kind === 'company' ? 'company' : 'contact';
  const who = { entity, id: Number(ref.id) } as const;
  const person = usePerson(who);
  const id = person.value?.contactOrCompany?.id ?? 0;
  // Somebody made here has an id of their own once the CRM has them.
  const realId = who.id < 0 && id > 0 ? id : null;
  useEffect(() => {
    if (realId !== null) navigate.peek({ kind: 'contact', id: realId });
  }, [realId, navigate]);
  return (
    <PersonDetail who={who} person={person} account={account} navigate={navigate} onClose={navigate.close} />
  );
}
