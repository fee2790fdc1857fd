import type { ColleagueView } from '../../preload/contract.ts';
import type { Colleague, MirrorLists } from '../mirror/readTypes.ts';

/** Whom a call is with, as far as that is known. */
interface CallSubject {
  readonly target: { readonly entity: 'contact' | 'company'; readonly id: number } | null;
  readonly leadId: number | null;
}

/**
 * To whom a call of an account can be handed over, from its copy: who is responsible for the deal, else for the person, and
 * everybody else. Never the agent.
 */
export function colleaguesFor(
  mirror: Pick<MirrorLists, 'colleagues' | 'lead' | 'contactOrCompany'>,
  account: { readonly key: string; readonly userId: number },
  { target, leadId }: CallSubject,
): { readonly responsible: ColleagueView | null; readonly others: ColleagueView[] } {
  const all = mirror.colleagues(account.key).filter(({ id }) => id !== account.userId);
  const ofLead = leadId === null ? null : (mirror.lead(account.key, leadId)?.responsible ?? null);
  const ofPerson =
    target === null ? null : (mirror.contactOrCompany(account.key, target)?.responsible ?? null);
  const id = (ofLead ?? ofPerson)?.id;
  const responsible = all.find((one) => one.id === id) ?? null;
  return {
    responsible: responsible === null ? null : viewOf(responsible),
    others: all.filter((one) => one !== responsible).map(viewOf),
  };
}

const viewOf = ({ id, name, phone }: Colleague): ColleagueView => ({ id, name, number: phone });
