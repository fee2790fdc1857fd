import { describe, expect, it } from 'vitest';
import { writeRequests } from '../../../preload/contract/writes.ts';
import {
  asksReason,
  emptyDraft,
  formOf,
  leadOfForm,
  stagesFor,
  type FormDraft,
} from '../../../renderer/call/form/formDraft.ts';
import { call } from '../../renderer/calls.ts';
import { formChoices } from '../../renderer/form.ts';
import { emma, NOW } from '../../renderer/people.ts';

const plain = call({ id: 'c' });
const ofLead = call({
  id: 'c',
  chosen: { entity: 'contact', entityId: emma.id, leadId: 102, name: emma.name },
});
const form = (
  one: typeof plain,
  changes: Partial<FormDraft>,
  choices: typeof formChoices | null = formChoices,
) => {
  const made = formOf(
    one,
    { result: 4, note: 'Soon' },
    { ...emptyDraft(one), ...changes },
    choices,
    'Call back',
  );
  expect(writeRequests.calls.finish.input.safeParse(made).error, 'the contract takes it').toBeUndefined();
  return made;
};

describe('the after-call form', () => {
  it('holds only what was filled in: an empty one is a result and its note', () => {
    expect(form(plain, {})).toEqual({ callId: 'c', result: 4, note: 'Soon' });
    expect(form(plain, {}, null)).toEqual({ callId: 'c', result: 4, note: 'Soon' });
    expect(form(ofLead, {})).toEqual({ callId: 'c', result: 4, note: 'Soon' });
  });

  it('has a task as soon as it has a time, with the usual words unless others are typed', () => {
    const task = { text: 'Call back', typeId: 1, completeTill: Math.floor(NOW / 1000), responsible: null };
    expect(form(plain, { taskAt: NOW }).task).toEqual(task);
    expect(form(plain, { taskAt: NOW, taskText: ' Send it ', taskTypeId: 2 }).task).toEqual({
      ...task,
      text: 'Send it',
      typeId: 2,
    });
    expect(form(plain, { taskText: 'No time, no task' }).task).toBeUndefined();
    expect(form(plain, { taskAt: NOW }, null).task).toEqual(task);
  });

  it('gives the call to another deal, or to none, only when that was chosen', () => {
    expect(form(plain, { leadId: 101 }).target).toEqual({
      entity: 'contact',
      entityId: emma.id,
      leadId: 101,
    });
    expect(form(ofLead, { leadId: null }).target).toEqual({
      entity: 'contact',
      entityId: emma.id,
      leadId: null,
    });
    expect(form(ofLead, { leadId: 102 }).target).toBeUndefined();
    expect(form(plain, { leadId: 101 }, { ...formChoices, target: null }).target).toBeUndefined();
  });

  it('shows and sends the one open deal of a contact nobody chose, and "no deal" means the contact only', () => {
    const [only] = formChoices.leads;
    const one = { ...formChoices, leads: formChoices.leads.slice(0, 1) };
    const at = { entity: 'contact', entityId: emma.id };
    expect(leadOfForm(plain, emptyDraft(plain), one)).toBe(only?.id);
    expect(form(plain, {}, one).target).toEqual({ ...at, leadId: only?.id });
    expect(leadOfForm(plain, { ...emptyDraft(plain), leadId: null }, one)).toBeNull();
    expect(form(plain, { leadId: null }, one).target).toEqual({ ...at, leadId: null });
    // Of several the service takes none: what is shown is where it goes.
    expect(leadOfForm(plain, emptyDraft(plain), formChoices)).toBeNull();
    const chosen = call({
      id: 'c',
      chosen: { entity: 'contact', entityId: emma.id, leadId: null, name: '' },
    });
    expect(leadOfForm(chosen, emptyDraft(chosen), one)).toBeNull();
    expect(form(chosen, {}, one).target).toBeUndefined();
  });

  it('moves the deal of the call to another stage of its pipeline, from what the form showed', () => {
    expect(stagesFor(102, formChoices).map(({ id }) => id)).toEqual([10, 11, 12, 142, 143]);
    expect(form(ofLead, { statusId: 12 }).stage).toEqual({
      leadId: 102,
      pipelineId: 1,
      statusId: 12,
      before: { pipelineId: 1, statusId: 11 },
    });
    expect(form(ofLead, { statusId: 11 }).stage, 'where it is already').toBeUndefined();
    expect(form(plain, { statusId: 12 }).stage, 'no deal').toBeUndefined();
    expect(stagesFor(999, formChoices)).toEqual([]);
  });

  it('asks why a deal was lost, and says it only then', () => {
    const lost = { leadId: 102, statusId: 143, lossReasonId: 31 };
    expect(asksReason({ ...emptyDraft(ofLead), ...lost }, formChoices)).toBe(true);
    expect(form(ofLead, lost).stage).toMatchObject({ statusId: 143, lossReasonId: 31 });
    expect(form(ofLead, { ...lost, statusId: 142 }).stage).not.toHaveProperty('lossReasonId');
  });
});
