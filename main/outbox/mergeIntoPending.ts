import { LOST, WON } from '../../preload/constants.ts';
import type { AgentWrite } from '../journal/outboxPayload.ts';
import { mergePhones } from '../writes/contact/phoneMerge.ts';

/** Of the agent's own texts, seconds old: they are compared as they stand. */
const NO_REGION = '';
/**
 * A change put into the write that makes what is changed, while the CRM has nothing of it; null when it must
 * follow as a write of its own. Nobody else can have changed what is only here.
 */
export function mergeIntoPending(making: AgentWrite, change: AgentWrite): AgentWrite | null {
  if (making.kind === 'newContact' && change.kind === 'patchContact') {
    const { name = making.name, phones } = change;
    return { ...making, name, phones: phones === undefined ? making.phones : after(making.phones, phones) };
  }
  if (making.kind === 'createLead' && change.kind === 'patchLead') {
    const { name = making.name, price = making.price, stage, responsible = making.responsible } = change;
    // A deal is made open; how it ended, and why it was lost, is a change of its own.
    if (stage?.statusId === WON || stage?.statusId === LOST) return null;
    const { pipelineId, statusId } = stage ?? making;
    return { ...making, name, price, responsible, pipelineId, statusId };
  }
  if (making.kind === 'createTask') {
    if (change.kind === 'moveTask') return { ...making, completeTill: change.completeTill };
    if (change.kind === 'assignTask') return { ...making, responsible: change.responsible };
  }
  return null;
}

function after(
  current: readonly string[],
  change: { readonly before: readonly string[]; readonly after: readonly string[] },
): string[] {
  const phones = current.map((value) => ({ value, enum_code: null }));
  return (mergePhones(phones, change.before, change.after, NO_REGION) ?? phones).map(({ value }) => value);
}
